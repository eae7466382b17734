import { existsSync } from 'node:fs';
import type { Log } from '../../runtime/log.ts';
import { openReader } from '../../store/index.ts';
import { type ModelChoice, readChoice } from './model-choice.ts';
import { DEFAULT_MODEL_SETTING } from './settings.ts';

/**
 * The model that somebody chose on a screen. The store may be making or mending its database at the same moment: what
 * cannot be read then is no reason not to start.
 */
export function storedChoice(file: string, log: Log): ModelChoice | null {
  if (!existsSync(file)) return null;
  try {
    return readStored(file);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    log('warn', 'the choice of a model cannot be read; the usual one serves', { reason });
    return null;
  }
}

function readStored(file: string): ModelChoice | null {
  const opened = openReader(file);
  if (!opened.ok) throw new Error(opened.failure.message);
  try {
    return readChoice(opened.value.settings().get(DEFAULT_MODEL_SETTING));
  } finally {
    opened.value.close();
  }
}
