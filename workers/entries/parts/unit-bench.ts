import type { CameraConfig } from '../../../domain/contracts/camera-config.ts';
import type { Log } from '../../runtime/log.ts';
import type { CameraUnit } from './camera-unit.ts';

/** A unit that is to run. `key`: what it was started from; with another key it is another unit. */
export interface WantedUnit {
  readonly key: string;
  readonly camera: CameraConfig;
  start(): CameraUnit;
  /** Starting threw: this unit will not come. */
  onBroken?(reason: string): void;
}

/** Keeps units in step with what is wanted, and never two with the same id: there is one ffmpeg per camera at any time. */
export interface UnitBench {
  want(wanted: ReadonlyMap<string, WantedUnit>): void;
  readonly units: readonly CameraUnit[];
  runs(id: string): boolean;
  stop(): Promise<void>;
}

interface Running {
  readonly key: string;
  readonly unit: CameraUnit;
}

/** An empty bench. */
export function createUnitBench(log: Log): UnitBench {
  return new Bench(log);
}

class Bench implements UnitBench {
  readonly #log: Log;
  readonly #running = new Map<string, Running>();
  /** Ids that are being stopped: the next unit with the same id waits. */
  readonly #stopping = new Map<string, Promise<void>>();
  #wanted: ReadonlyMap<string, WantedUnit> = new Map();
  #over = false;

  constructor(log: Log) {
    this.#log = log;
  }

  get units(): readonly CameraUnit[] {
    return [...this.#running.values()].map(({ unit }) => unit);
  }

  runs(id: string): boolean {
    return this.#running.has(id);
  }

  want(wanted: ReadonlyMap<string, WantedUnit>): void {
    if (this.#over) return;
    this.#wanted = wanted;
    this.#reconcile();
  }

  async stop(): Promise<void> {
    this.#over = true;
    this.#wanted = new Map();
    this.#reconcile();
    await Promise.all(this.#stopping.values());
  }

  #reconcile(): void {
    for (const [id, { key }] of this.#running) if (this.#wanted.get(id)?.key !== key) this.#end(id);
    for (const [id, wanted] of this.#wanted) {
      const running = this.#running.get(id);
      if (running !== undefined) running.unit.update(wanted.camera);
      else if (!this.#stopping.has(id)) this.#start(id, wanted);
    }
  }

  #start(id: string, { key, start, onBroken }: WantedUnit): void {
    try {
      this.#running.set(id, { key, unit: start() });
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.#log('error', 'a camera could not be started', { id, reason });
      onBroken?.(reason);
    }
  }

  #end(id: string): void {
    const running = this.#running.get(id);
    if (running === undefined) return;
    this.#running.delete(id);
    this.#stopping.set(id, this.#stopUnit(id, running.unit));
  }

  async #stopUnit(id: string, unit: CameraUnit): Promise<void> {
    try {
      await unit.stop();
    } catch (error) {
      this.#log('error', 'a camera did not stop in order', { id, reason: String(error) });
    }
    this.#stopping.delete(id);
    this.#reconcile();
  }
}
