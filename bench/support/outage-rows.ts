import type { DecoderCensus } from './decoder-census.ts';
import {
  claimsOf,
  faultsOfSessions,
  faultsOfShown,
  faultsOfClaims,
  storedCrossings,
  withStore,
} from './live-evidence.ts';
import type { LiveScreen } from './live-screen.ts';
import type { Outage } from './outage-rounds.ts';
import type { OutageStand } from './outage-stands.ts';
import type { Holdings } from './process-holdings.ts';

export interface OutageRow extends Record<string, string | number | boolean> {
  readonly claim: string;
  readonly bar: string;
  readonly measured: string;
  readonly holds: boolean;
}

/** What the processes of the cameras hold at one moment, by name. */
export type Mark = ReadonlyMap<string, Holdings>;

const BACK_LIMIT_MS = 10_000;
const GROWTH_LIMIT_BYTES = 2_000_000;
/** What was on its way when the server went may still be claimed. */
const AFTERGLOW_US = 1_000_000;

const row = (claim: string, bar: string, measured: string, holds: boolean): OutageRow => ({
  claim,
  bar,
  measured,
  holds,
});
const seconds = (ms: number): string => (ms / 1000).toFixed(1);
const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(2);

/** One row for each server and each kind of absence. */
export function pictureRows(stands: readonly OutageStand[], outages: readonly Outage[]): OutageRow[] {
  const kinds = [...new Map(outages.map(({ kind, wantedSeconds }) => [`${kind} for ${wantedSeconds} s`, kind])).keys()];
  return stands.flatMap(({ id, name }) =>
    kinds.map((what) => {
      const mine = outages.filter((one) => one.stand.id === id && `${one.kind} for ${one.wantedSeconds} s` === what);
      const times = mine.map(({ pictureMs }) => pictureMs);
      return row(
        `${name}, ${what}: the picture is back`,
        `within ${BACK_LIMIT_MS / 1000} s of the server's return`,
        `${times.map(seconds).join(', ')} s`,
        times.length > 0 && Math.max(...times) <= BACK_LIMIT_MS,
      );
    }),
  );
}

/** A camera that only shows would be half a camera. */
export function countingRow({ id, name }: OutageStand, outages: readonly Outage[], shown: number): OutageRow {
  const mine = outages.filter(({ stand }) => stand.id === id);
  const slowest = Math.max(...mine.map(({ crossingMs }) => crossingMs));
  return row(
    `${name} is counted, before and after every absence`,
    'a new crossing on the screen after each',
    `${shown} crossings shown; after ${mine.length} absences the next one within ${seconds(slowest)} s of the return`,
    mine.length > 0 && shown > mine.length,
  );
}

export function decodersRow(
  stands: readonly OutageStand[],
  census: DecoderCensus,
  whenLive: readonly number[],
): OutageRow {
  const most = stands.map(({ server }) => census.most.get(server.url) ?? 0);
  const left = [...census.now().values()].reduce((sum, count) => sum + count, 0);
  return row(
    'one ffmpeg for each camera',
    'never two; one whenever the picture is there; none when the site is stopped',
    `at most ${most.join(', ')}; ${whenLive.filter((count) => count === 1).length} of ${whenLive.length} looks at a live camera found one; ${left} left at the end`,
    most.every((count) => count === 1) && whenLive.every((count) => count === 1) && left === 0,
  );
}

/** Warm against end, for every process that holds cameras. */
export function flatRows(warm: Mark, end: Mark): OutageRow[] {
  return [...warm].flatMap(([name, before]) => {
    const after = end.get(name);
    if (after === undefined) return [row(`${name} is flat`, 'the same process', 'it was restarted', false)];
    const growth = after.heapBytes + after.externalBytes - before.heapBytes - before.externalBytes;
    const memory = ({ heapBytes, externalBytes }: Holdings): string =>
      `${megabytes(heapBytes)} + ${megabytes(externalBytes)} MB`;
    const same = (what: string, then: string, now: string): OutageRow =>
      row(`${name}: ${what}`, 'as many as before', then === now ? then : `${then}, then ${now}`, then === now);
    return [
      row(
        `${name}: heap and external memory`,
        'grow by less than 2 MB together',
        `${memory(before)}, then ${memory(after)}`,
        growth < GROWTH_LIMIT_BYTES,
      ),
      same('handles', handlesText(before), handlesText(after)),
      same('listeners', String(before.listeners), String(after.listeners)),
      same('child processes', String(before.children), String(after.children)),
      same('open files', String(before.openFiles), String(after.openFiles)),
    ];
  });
}

const handlesText = ({ handles }: Holdings): string =>
  Object.entries(handles)
    .map(([kind, count]) => `${kind} ${count}`)
    .join(', ');

/** Whether the store agrees with the screen, and claims nothing that nobody could see. */
export function evidenceRows(
  data: string,
  screen: LiveScreen,
  outages: readonly Outage[],
  problems: readonly string[],
): OutageRow[] {
  const ids = [...new Set(outages.map(({ stand }) => stand.id))];
  const faults = withStore(data, (reader) => [
    ...faultsOfShown(screen.shown, storedCrossings(reader)),
    ...ids.flatMap((id) => faultsOfSessions(reader.sessions(id))),
    ...ids.flatMap((id) => faultsOfClaims(id, claimsOf(reader, id))),
  ]);
  const blind = withStore(data, (reader) =>
    outages.filter((outage) => !isUnclaimed(outage, claimsOf(reader, outage.stand.id))),
  );
  const wrong = [...screen.contradictions, ...faults, ...problems];
  return [
    row(
      'what was shown is stored',
      'every crossing once and unchanged, sessions with their reasons, sums that agree',
      `${screen.shown.size} crossings; found wrong: ${wrong.length === 0 ? 'nothing' : wrong.slice(0, 10).join('; ')}`,
      wrong.length === 0 && screen.shown.size > 0,
    ),
    row(
      'time without a server is not claimed as watched',
      'no claim within any absence',
      `${outages.length - blind.length} of ${outages.length} absences`,
      blind.length === 0,
    ),
  ];
}

function isUnclaimed({ goneUtcUs, returnedUtcUs }: Outage, claims: ReturnType<typeof claimsOf>): boolean {
  return !claims.some(({ fromUtcUs, toUtcUs }) => fromUtcUs < returnedUtcUs && toUtcUs > goneUtcUs + AFTERGLOW_US);
}
