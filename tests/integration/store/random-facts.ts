import type { Fact } from '../../../domain/contracts/facts.ts';
import { ROAD_USER_CLASSES } from '../../../domain/detection/classes.ts';
import { batch, crossing, MINUTE, NOON, SECOND, sessionOpen, trackEnd, uuid } from './builders.ts';
import type { FactBatch } from '../../../workers/store/index.ts';

/** Mulberry32: the same numbers for the same seed on every machine. */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

interface RandomSession {
  readonly seed: number;
  readonly sessionId: string;
  readonly cameraId: string;
  readonly lines: readonly string[];
  readonly zones: readonly string[];
  readonly mode: 'live' | 'replay';
  readonly startUtcUs: number;
  readonly tracks: number;
  readonly ended: boolean;
}

/** A session as a camera would tell it: vehicles that cross, change their class at the end of their track, and vanish. */
export function randomSession(of: RandomSession): FactBatch[] {
  const random = createRandom(of.seed);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!;
  const jobId = of.mode === 'replay' ? uuid(`job ${of.seed}`) : null;
  const open = sessionOpen(of.sessionId, {
    cameraId: of.cameraId,
    mode: of.mode,
    jobId,
    anchorUtcUs: of.startUtcUs,
  });
  const batches: FactBatch[] = [];
  const late: Fact[] = [];
  let media = 0;
  let facts: Fact[] = [open];
  for (let track = 1; track <= of.tracks; track += 1) {
    const from = media;
    media += Math.floor(random() * 40) * SECOND + 80_000;
    const at = { mediaUs: media, utcUs: of.startUtcUs + media };
    const classSoFar = pick(ROAD_USER_CLASSES);
    for (let ordinal = 1; ordinal <= Math.floor(random() * 3); ordinal += 1) {
      const direction = pick(['in', 'out'] as const);
      facts.push(crossing(of.sessionId, pick(of.lines), { track, ordinal, direction, classSoFar, ...at }));
    }
    const [zoneVersionId] = of.zones;
    if (zoneVersionId !== undefined && random() < 0.3) {
      const enterMediaUs = from;
      facts.push({
        kind: 'zone-visit',
        sessionId: of.sessionId,
        track,
        zoneVersionId,
        ordinal: 1,
        enterMediaUs,
        enterUtcUs: of.startUtcUs + enterMediaUs,
        exitMediaUs: at.mediaUs,
        exitUtcUs: at.utcUs,
        classSoFar,
      });
    }
    const state = random() < 0.8 ? 'watched' : 'degraded';
    const claim = { fromMediaUs: from, toMediaUs: media, fromUtcUs: of.startUtcUs + from, toUtcUs: at.utcUs };
    facts.push({ kind: 'coverage', sessionId: of.sessionId, ...claim, state, frames: 12 });
    const body = Uint8Array.from({ length: 20 }, () => Math.floor(random() * 256));
    facts.push({
      kind: 'path-chunk',
      sessionId: of.sessionId,
      track,
      chunk: 0,
      points: 5,
      firstMediaUs: from,
      lastMediaUs: media,
      firstUtcUs: of.startUtcUs + from,
      lastUtcUs: of.startUtcUs + media,
      classSoFar: pick(ROAD_USER_CLASSES),
      bodyOffset: 0,
      bodyLength: body.length,
    });
    const end = trackEnd(of.sessionId, { track, class: pick(ROAD_USER_CLASSES), lastMediaUs: media });
    if (random() < 0.2) late.push(end);
    else if (random() < 0.9) facts.push(end);
    if (jobId !== null && random() < 0.3) {
      const checkpoint = { jobId, frameId: track, mediaUs: media, frameSha256: 'ff', state: `after ${track}` };
      facts.push({ kind: 'checkpoint', sessionId: of.sessionId, ...checkpoint });
    }
    batches.push(batch(facts, body, batches.length + 1));
    facts = [];
  }
  facts.push(...late.reverse());
  facts.push({
    kind: 'hole',
    cameraId: of.cameraId,
    fromUtcUs: of.startUtcUs + media,
    toUtcUs: of.startUtcUs + media + MINUTE,
    cause: 'offline',
  });
  facts.push({
    kind: 'camera-event',
    cameraId: of.cameraId,
    utcUs: of.startUtcUs + media,
    state: 'offline',
    reason: 'no-data',
    detail: '',
  });
  if (of.ended) {
    const frames = of.tracks * 12;
    facts.push({
      kind: 'session-end',
      sessionId: of.sessionId,
      reason: 'eof',
      lastMediaUs: media,
      lastUtcUs: of.startUtcUs + media,
      frames,
      drops: {},
    });
  }
  batches.push(batch(facts, new Uint8Array(), batches.length + 1));
  return batches;
}

/** Two cameras, live and replayed, one session cut off and one never ended. */
export function randomSite(seed: number, lines: readonly string[], zones: readonly string[]): FactBatch[] {
  const common = { lines, zones, cameraId: 'cam-1', tracks: 60 };
  const session = (number: number): string => uuid(`session ${seed} ${number}`);
  const hour = 60 * MINUTE;
  return [
    randomSession({ ...common, seed, sessionId: session(1), mode: 'live', startUtcUs: NOON, ended: true }),
    randomSession({
      ...common,
      seed: seed + 1,
      sessionId: session(2),
      mode: 'live',
      startUtcUs: NOON + hour,
      ended: false,
    }),
    randomSession({ ...common, seed: seed + 2, sessionId: session(3), mode: 'replay', startUtcUs: NOON, ended: true }),
    randomSession({ ...common, seed: seed + 3, sessionId: session(4), mode: 'replay', startUtcUs: NOON, ended: false }),
    randomSession({
      ...common,
      seed: seed + 4,
      sessionId: session(5),
      mode: 'live',
      startUtcUs: NOON + 3 * hour,
      ended: false,
    }),
  ].flat();
}
