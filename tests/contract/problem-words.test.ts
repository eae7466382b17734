import { describe, expect, it } from 'vitest';
import { SOURCE_FAILURE_CODES } from '../../domain/camera/failure-codes.ts';
import { viFailures } from '../../electron/i18n/vi-failures.ts';
import { en } from '../../renderer/i18n/en/index.ts';
import { dropText, reasonText } from '../../renderer/i18n/reason.ts';
import { translator } from '../../renderer/i18n/translate.ts';
import { vi } from '../../renderer/i18n/vi/index.ts';
import { repositoryRoot } from '../../scripts/run-program.ts';
import { dropCauses } from './drop-causes.ts';
import { problemCodes } from './problem-codes.ts';

/** Where the codes come from that a screen may be told. */
const SCREEN_ROOMS = ['domain/', 'workers/'];
/** Failures of a start stand in a dialog of the desktop, or in the terminal: there is no screen yet. */
const START_ROOMS = ['electron/', 'workers/supervisor/'];
/** Said only where English is spoken: in the log, and in the terminal of who runs the commands of the site; or in other words. */
const NOT_ON_SCREEN = new Set([
  'backup-exists',
  'backup-failed',
  'backup-missing',
  'no-database',
  'no-data-folder',
  'reserve-freed',
  'reserve-missing',
  'database-restored',
  // Between processes, and alarms, which have words of their own.
  'busy',
  'clock-doubtful',
  'failed',
  'store-waits-for-room',
]);

const words = (catalogue: object) => new Set(Object.keys(catalogue));
const [english, vietnamese] = [words(en), words(vi)];
const onScreen = (code: string) =>
  ['', '.hint'].every(
    (ending) => english.has(`problem.${code}${ending}`) && vietnamese.has(`problem.${code}${ending}`),
  );
const atStart = (code: string) => Object.hasOwn(viFailures, code);
const found = problemCodes(repositoryRoot, ['domain', 'workers', 'electron']);
/** Each code of these places once, with one file that names it. */
const codesOf = (places: readonly string[]) => {
  const here = found.filter(({ file }) => places.some((start) => file.startsWith(start)));
  return [...new Map(here.map(({ code, file }) => [code, `${code} (${file})`])).entries()];
};

describe('every failure that the site can name', () => {
  it('is found in the code', () => {
    const codes = codesOf(SCREEN_ROOMS).map(([code]) => code);
    expect(codes).toEqual(expect.arrayContaining(['wrong-password', 'line-name-taken', 'unavailable', 'model-hash']));
    expect(codes.length).toBeGreaterThan(90);
  });

  it('has words and advice in both languages, on the screens or in the dialog of a start that failed', () => {
    const missing = codesOf(SCREEN_ROOMS).filter(
      ([code]) => !onScreen(code) && !atStart(code) && !NOT_ON_SCREEN.has(code),
    );
    expect(missing.map(([, where]) => where)).toEqual([]);
  });

  it('has them for the dialog where it can end a start', () => {
    const missing = codesOf(START_ROOMS).filter(([code]) => !atStart(code) && !onScreen(code));
    expect(missing.map(([, where]) => where)).toEqual([]);
  });

  it.each([
    ['routes of the gateway', ['workers/gateway/routes', 'workers/gateway/cameras', 'workers/gateway/auth']],
    ['commands of the store', ['workers/store/command']],
    ['questions between processes', ['workers/runtime/']],
    ['models', ['workers/inference/']],
  ])('is on the screens where it comes from %s', (_what, places) => {
    const codes = codesOf(places);
    expect(codes.length).toBeGreaterThan(2);
    expect(codes.filter(([code]) => !onScreen(code)).map(([, where]) => where)).toEqual([]);
  });
});

describe('every reason of a camera and every cause of a lost frame', () => {
  const languages = [translator(en, 'en-GB'), translator(vi, 'vi-VN')];

  it('has words in both languages', () => {
    for (const t of languages) {
      for (const reason of SOURCE_FAILURE_CODES) expect(reasonText(t, { reason, detail: '' })).not.toBe(reason);
    }
    const causes = dropCauses(repositoryRoot);
    expect(causes).toEqual(expect.arrayContaining(['settings-changed', 'analysis-error', 'settling', 'bad-answer']));
    const missing = causes.filter((cause) => languages.some((t) => dropText(t, cause) === cause));
    expect(missing).toEqual([]);
  });
});
