import { setTimeout as pause } from 'node:timers/promises';
import { fail, ok, type Result } from '../../../domain/base/result.ts';
import type { Log } from '../../runtime/log.ts';
import { choiceText, type ModelChoice } from './model-choice.ts';
import { DEFAULT_MODEL_SETTING, WANTED_MODEL_SETTING } from './settings.ts';

/**
 * Somebody's wish for another detector. It is kept before anything is done about it, so that it outlives every process
 * that it needs; loading may take minutes, and what becomes of it is told by the states of the models.
 */
export interface ModelWishes {
  choose(modelId: string): Promise<Result<void>>;
  /** Inference is there, for the first time or again. */
  opened(): void;
  lost(): void;
  stop(): void;
}

export interface WishPorts {
  readonly launch: string;
  /** The models that could be chosen, as inference told of them last. */
  known(): readonly string[];
  /** Has inference load the model and take it; answered when it is done. */
  ask(modelId: string): Promise<Result<unknown>>;
  keep(key: string, value: string): Promise<Result<unknown>>;
  readonly log: Log;
  readonly retryMs?: number;
}

interface Wish {
  readonly choice: ModelChoice;
  attempts: number;
}

/** A model that takes inference down with it is not tried for ever; that it went away once may have had any reason. */
const ATTEMPTS = 2;
const RETRY_MS = 1000;
const AWAY = new Set(['unavailable', 'timeout']);

/** `unfinished`: what the gateway before this one was asked for and could not see to its end. */
export function createModelWishes(ports: WishPorts, unfinished: ModelChoice | null): ModelWishes {
  return new Wishes(ports, unfinished);
}

class Wishes implements ModelWishes {
  readonly #ports: WishPorts;
  #wish: Wish | null;
  #open = false;

  constructor(ports: WishPorts, unfinished: ModelChoice | null) {
    this.#ports = ports;
    this.#wish = unfinished === null ? null : { choice: unfinished, attempts: 0 };
  }

  async choose(modelId: string): Promise<Result<void>> {
    if (!this.#ports.known().includes(modelId)) return unknownModel(modelId);
    const before = this.#wish;
    const wish: Wish = { choice: { modelId, launch: this.#ports.launch }, attempts: 0 };
    // From here on nothing is kept for the wish before any more.
    this.#wish = wish;
    const kept = await this.#ports.keep(WANTED_MODEL_SETTING, choiceText(wish.choice));
    if (!kept.ok) {
      if (this.#wish === wish) this.#wish = before;
      return kept;
    }
    this.#pursue(wish);
    return ok(undefined);
  }

  opened(): void {
    this.#open = true;
    if (this.#wish !== null) this.#pursue(this.#wish);
  }

  lost(): void {
    this.#open = false;
  }

  stop(): void {
    this.#wish = null;
  }

  #pursue(wish: Wish): void {
    if (this.#open && this.#wish === wish) void this.#load(wish);
  }

  async #load(wish: Wish): Promise<void> {
    wish.attempts += 1;
    const loaded = await this.#ports.ask(wish.choice.modelId);
    if (loaded.ok) {
      const kept = await this.#keep(wish, DEFAULT_MODEL_SETTING, choiceText(wish.choice));
      if (kept) await this.#over(wish);
      return;
    }
    if (AWAY.has(loaded.failure.code) && wish.attempts < ATTEMPTS) return;
    const { message, hint } = loaded.failure;
    if (this.#wish === wish)
      this.#ports.log('warn', 'a model that was chosen could not be loaded', {
        model: wish.choice.modelId,
        reason: message,
        hint,
      });
    await this.#over(wish);
  }

  async #over(wish: Wish): Promise<void> {
    if (await this.#keep(wish, WANTED_MODEL_SETTING, choiceText(null))) this.#wish = null;
  }

  /** Again and again, for as long as this is what is wished for. */
  async #keep(wish: Wish, key: string, value: string): Promise<boolean> {
    while (this.#wish === wish) {
      const kept = await this.#ports.keep(key, value);
      if (kept.ok) return this.#wish === wish;
      await pause(this.#ports.retryMs ?? RETRY_MS, undefined, { ref: false });
    }
    return false;
  }
}

function unknownModel(modelId: string): Result<never> {
  const message = `there is no model "${modelId}"`;
  return fail('model-missing', message, 'Choose one of the list; a folder put into models/ appears there in seconds.');
}
