import { fail, ok, type Result } from '../../domain/base/result.ts';

export type Stop = () => void | Promise<void>;

/** One part of the desktop. Whatever starts gives back its stop. */
export interface HostModule {
  readonly name: string;
  start(): Result<Stop> | Promise<Result<Stop>>;
}

export interface RunningModules {
  /** Ends when all have started, or one could not; then those before it are stopped again. */
  readonly started: Promise<Result<void>>;
  /** Stops what has started, last first; what is starting is stopped as soon as it has. */
  stop(): Promise<void>;
}

/** Starts an ordered list, each after the one before it. */
export function startModules(
  modules: readonly HostModule[],
  failed: (name: string, reason: string) => void,
): RunningModules {
  const stops: { name: string; stop: Stop }[] = [];
  let stopping = false;

  async function stopStarted(): Promise<void> {
    for (const { name, stop } of stops.splice(0).reverse()) {
      try {
        await stop();
      } catch (error) {
        // One part that ends badly must not keep the others from their end.
        failed(name, String(error));
      }
    }
  }

  async function start(): Promise<Result<void>> {
    for (const module of modules) {
      if (stopping) return fail('stopping', 'The program is ending.', 'Start it again.');
      const result = await startOne(module);
      if (!result.ok) {
        await stopStarted();
        return result;
      }
      stops.push({ name: module.name, stop: result.value });
    }
    return ok(undefined);
  }

  const started = start();
  return {
    started,
    async stop() {
      stopping = true;
      await started;
      await stopStarted();
    },
  };
}

async function startOne(module: HostModule): Promise<Result<Stop>> {
  try {
    return await module.start();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return fail('fault', `${module.name}: ${reason}`, 'This is a fault of the program; its log says more.');
  }
}
