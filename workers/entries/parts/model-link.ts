import type { Result } from '../../../domain/base/result.ts';
import type { ModelStatus } from '../../../domain/contracts/messages.ts';
import type { GatewayViews } from '../../gateway/index.ts';
import { createCaller } from '../../runtime/calls.ts';
import type { ProcessContext } from '../../runtime/run-process.ts';
import { launchModels, outlives, readChoice } from './model-choice.ts';
import { createModelWishes } from './model-wishes.ts';
import { WANTED_MODEL_SETTING } from './settings.ts';
import type { StoreLink } from './store-link.ts';

/** The gateway's link to inference: the state of the models comes in, choices go out. */
export interface ModelLink {
  /** Answered as soon as the choice is kept. */
  choose(modelId: string): Promise<Result<void>>;
  /** A folder came or went; inference that is away looks by itself when it is back. */
  lookAnew(): Promise<void>;
  defaultModelId(): string | null;
  stop(): void;
}

export interface ModelLinkParts {
  readonly context: ProcessContext;
  readonly store: Pick<StoreLink, 'command'>;
  /** The settings as they were kept until now. */
  readonly kept: ReadonlyMap<string, string>;
  readonly views: () => Pick<GatewayViews, 'publishModels'> | null;
}

/** Its own watchdog ends inference when loading takes too long; this is for when not even that works. */
const LOAD_LIMIT_MS = 7_200_000;

/** Dials inference. */
export function dialModels({ context, store, kept, views }: ModelLinkParts): ModelLink {
  let models: readonly ModelStatus[] = [];
  let current: string | null = null;
  const launch = launchModels(context.settings);
  const unfinished = readChoice(kept.get(WANTED_MODEL_SETTING));
  const caller = createCaller('inference', () => dialer.link);
  const wishes = createModelWishes(
    {
      launch: launch.launch,
      known: () => models.map(({ modelId }) => modelId),
      ask: (modelId) => caller.call('set-default-model', modelId, LOAD_LIMIT_MS),
      keep: (key, value) => store.command('setting.put', { actor: 'gateway', key, value }),
      log: context.log,
    },
    unfinished !== null && outlives(unfinished, launch) ? unfinished : null,
  );
  const dialer = context.dial('inference-0', {
    onOpen: () => wishes.opened(),
    onMessage(_link, message) {
      if (caller.answer(message) || message.type !== 'models') return;
      ({ models, defaultModelId: current } = message);
      views()?.publishModels(message.defaultModelId, models);
    },
    onClose() {
      wishes.lost();
      caller.lost();
      views()?.publishModels(null, models.map(unloaded));
    },
  });
  return {
    choose: (modelId) => wishes.choose(modelId),
    lookAnew: async () => void (await caller.call('look-for-models', null)),
    defaultModelId: () => current,
    stop() {
      wishes.stop();
      dialer.stop();
    },
  };
}

/** What is left of a loaded model when its process is gone: it could be chosen. */
export function unloaded(model: ModelStatus): ModelStatus {
  const nothing = { provider: '', device: '', fallback: null, inferMsP50: 0, inferMsP95: 0, batchMean: 0, queue: 0 };
  return { ...model, ...nothing, state: model.state === 'failed' ? 'failed' : 'available', wanted: false };
}
