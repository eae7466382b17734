import { afterEach, describe, expect, it } from 'vitest';
import { incidentFilterSchema } from '../../../domain/contracts/incidents.ts';
import type { IncidentFact } from '../../../domain/contracts/incidents.ts';
import type { Fact } from '../../../domain/contracts/facts.ts';
import type { Store } from '../../../workers/store/index.ts';
import { addCamera, batch, createBench, NOON, SECOND, sessionOpen, uuid, value } from './builders.ts';

const bench = createBench();
afterEach(bench.clear);

const ONE = uuid('one');
const TWO = uuid('two');
const filter = (of: object = {}) => incidentFilterSchema.parse(of);

function incident(sessionId: string, change: Partial<IncidentFact> = {}): IncidentFact {
  return {
    kind: 'incident',
    ...{ sessionId, rule: 'stopped-vehicle', ordinal: 1, severity: 'high', zoneVersionId: null },
    ...{ fromMediaUs: 0, fromUtcUs: NOON, openedMediaUs: 12 * SECOND, openedUtcUs: NOON + 12 * SECOND },
    ...{ toMediaUs: null, toUtcUs: null, end: null },
    evidence: { tracks: [3], frameId: 120, lastFrameId: 120, box: [1, 2, 3, 4], place: { x: 0.5, y: 0.6 }, values: {} },
    ...change,
  };
}

const closing = (sessionId: string, atSeconds: number, end: IncidentFact['end'] = 'over') =>
  incident(sessionId, { toMediaUs: atSeconds * SECOND, toUtcUs: NOON + atSeconds * SECOND, end });

const sessionEnd = (sessionId: string, atSeconds: number): Fact => ({
  kind: 'session-end',
  ...{ sessionId, reason: 'stopped', frames: 300, drops: {} },
  ...{ lastMediaUs: atSeconds * SECOND, lastUtcUs: NOON + atSeconds * SECOND },
});

async function opened(): Promise<{ store: Store; reader: ReturnType<typeof bench.reader> }> {
  const { store } = await bench.open(bench.folder());
  await addCamera(store, 'cam-1');
  value(await store.submit(batch([sessionOpen(ONE)])));
  return { store, reader: bench.reader(store) };
}

describe('incidents in the store', () => {
  it('open once and close once, however often they are told', async () => {
    const { store, reader } = await opened();
    const facts = [incident(ONE), closing(ONE, 60)];
    value(await store.submit(batch([incident(ONE)])));
    expect(reader.incidents(filter())).toMatchObject([{ kind: 'stopped-vehicle', toUtcUs: null, stage: 'detected' }]);
    value(await store.submit(batch(facts)));
    const [first] = reader.incidents(filter());
    value(await store.submit(batch([...facts, incident(ONE), closing(ONE, 99)])));
    expect(reader.incidents(filter())).toEqual([first]);
    expect(first).toMatchObject({ toUtcUs: NOON + 60 * SECOND, end: 'over', cameraId: 'cam-1' });
  });

  it('that the camera leaves open end with their session, and the next session’s names them', async () => {
    const { store, reader } = await opened();
    value(await store.submit(batch([incident(ONE), sessionEnd(ONE, 40)])));
    expect(reader.incidents(filter())).toMatchObject([{ end: 'session-ended', toUtcUs: NOON + 40 * SECOND }]);
    const later = { fromUtcUs: NOON + 50 * SECOND, openedUtcUs: NOON + 62 * SECOND };
    value(await store.submit(batch([sessionOpen(TWO, { anchorUtcUs: NOON + 50 * SECOND }), incident(TWO, later)])));
    const [second, first] = reader.incidents(filter());
    expect(reader.incident(second?.incidentId ?? '')).toMatchObject({ earlierId: first?.incidentId, laterId: null });
    expect(reader.incident(first?.incidentId ?? '')).toMatchObject({ laterId: second?.incidentId });
    const other = incident(TWO, { ...later, rule: 'wrong-way' });
    value(await store.submit(batch([other])));
    const wrong = reader.incidents(filter({ kind: 'wrong-way' }))[0];
    expect(reader.incident(wrong?.incidentId ?? '')).toMatchObject({ earlierId: null });
  });

  it('take the camera’s own word on an end that comes after the store’s', async () => {
    const { store, reader } = await opened();
    value(await store.submit(batch([incident(ONE)])));
    value(store.closeUnnamed(0, 1, []));
    expect(reader.incidents(filter())).toMatchObject([{ end: 'session-ended' }]);
    value(await store.submit(batch([closing(ONE, 31)])));
    expect(reader.incidents(filter())).toMatchObject([{ end: 'over', toUtcUs: NOON + 31 * SECOND }]);
  });

  it('that open in a session which is over do not stay open', async () => {
    const { store, reader } = await opened();
    value(await store.submit(batch([sessionEnd(ONE, 40), incident(ONE)])));
    expect(reader.incidents(filter({ state: 'lasting' }))).toEqual([]);
  });

  it('of an unknown session are set aside and hold up nobody', async () => {
    const { store, reader } = await opened();
    const report = value(await store.submit(batch([incident(TWO), incident(ONE)])));
    expect(report.strays).toMatchObject([{ kind: 'incident', reason: 'no such session' }]);
    expect(reader.incidents(filter())).toHaveLength(1);
  });
});

describe('what people do about incidents', () => {
  it('is kept with who, changes the stage and the summary, and is refused out of turn', async () => {
    const { store, reader } = await opened();
    value(await store.submit(batch([incident(ONE)])));
    const told: string[] = [];
    store.onChanged((what) => told.push(what));
    const incidentId = reader.incidents(filter())[0]?.incidentId ?? '';
    expect(reader.incidentSummary()).toMatchObject({ active: { high: 1 }, unacknowledged: 1, cameras: { 'cam-1': 1 } });
    const act = (action: string, words = '') =>
      store.request('incident.act', { actor: 'lan', incidentId, action, words });
    value(await act('verify'));
    value(await act('assign', 'unit 7'));
    expect(await act('dismiss')).toMatchObject({ ok: false, failure: { code: 'incident-needs-words' } });
    value(await act('resolve'));
    expect(await act('respond')).toMatchObject({ ok: false, failure: { code: 'incident-stage-conflict' } });
    expect(reader.incident(incidentId)).toMatchObject({
      ...{ stage: 'resolved', acknowledgedBy: 'lan', assignee: 'unit 7' },
      actions: [
        { actor: 'lan', action: 'verify', words: '' },
        { actor: 'lan', action: 'assign', words: 'unit 7' },
        { actor: 'lan', action: 'resolve', words: '' },
      ],
    });
    expect(reader.incidentSummary()).toMatchObject({ active: { high: 0 }, unacknowledged: 0, cameras: {} });
    expect(reader.audit({ beforeId: null, limit: 10 }).map(({ action }) => action)).toContain('incident.resolve');
    expect(new Set(told)).toEqual(new Set(['incidents']));
  });

  it('is refused of an incident that nobody knows', async () => {
    const { store } = await opened();
    const act = { actor: 'lan', incidentId: uuid('none'), action: 'verify' };
    expect(await store.request('incident.act', act)).toMatchObject({
      ok: false,
      failure: { code: 'incident-unknown' },
    });
  });
});

describe('a camera that was moved', () => {
  it('is named while it lies elsewhere', async () => {
    const { store, reader } = await opened();
    value(await store.submit(batch([incident(ONE, { rule: 'camera-moved' })])));
    expect(reader.incidentSummary().moved).toEqual(['cam-1']);
    const back = { rule: 'camera-moved', toMediaUs: 60 * SECOND, toUtcUs: NOON + 60 * SECOND, end: 'over' } as const;
    value(await store.submit(batch([incident(ONE, back)])));
    expect(reader.incidentSummary().moved).toEqual([]);
  });
});

describe('lists of incidents', () => {
  it('are filtered and turned page by page, newest first', async () => {
    const { store, reader } = await opened();
    const many = Array.from({ length: 7 }, (_, at) =>
      incident(ONE, {
        ...{ ordinal: at + 1, openedUtcUs: NOON + (at >> 1) * SECOND },
        ...(at % 2 === 0 ? { rule: 'wrong-way', severity: 'critical' } : { severity: 'low' }),
      }),
    );
    value(await store.submit(batch(many)));
    const seen: string[] = [];
    for (let before: string | undefined; ;) {
      const page = reader.incidents(filter({ limit: 2, before }));
      seen.push(...page.map(({ incidentId }) => incidentId));
      before = page.at(-1)?.place;
      if (page.length < 2) break;
    }
    expect(new Set(seen).size).toBe(7);
    expect(reader.incidents(filter({ severity: 'medium' }))).toHaveLength(4);
    expect(reader.incidents(filter({ kind: 'stopped-vehicle' }))).toHaveLength(3);
    expect(reader.incidents(filter({ camera: 'cam-2' }))).toEqual([]);
    expect(reader.incidents(filter({ mode: 'replay' }))).toEqual([]);
  });

  it('of the whole site are told once and are not among what they are made of', async () => {
    const { store, reader } = await opened();
    const found = {
      ...{
        pattern: 'gridlock-formation',
        ordinal: 9,
        severity: 'critical',
        fromUtcUs: NOON,
        openedUtcUs: NOON + SECOND,
      },
      ...{ values: { events: 3 }, cameras: ['cam-1'] },
    };
    value(await store.request('incident.report', found));
    value(await store.request('incident.report', found));
    expect(reader.incidents(filter())).toMatchObject([{ kind: 'gridlock-formation', cameraId: null, mode: 'live' }]);
    expect(store.followIncidents(0, 10).incidents).toEqual([]);
    value(await store.submit(batch([incident(ONE)])));
    const feed = store.followIncidents(0, 10);
    expect(feed.incidents).toMatchObject([{ kind: 'stopped-vehicle', cameraId: 'cam-1' }]);
    expect(feed.cursor).toBe(store.newestIncidentCursor());
  });
});
