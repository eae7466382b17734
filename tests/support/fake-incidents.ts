/** A wrong-way driver whom nobody has seen to yet, and a jam that is over and done with. */
export function fakeIncidents(
  cameraId: string,
  sessionId: string,
  nowUtcUs: number,
): readonly Record<string, unknown>[] {
  const evidence = {
    ...{
      tracks: [7],
      frameId: 400,
      lastFrameId: 460,
      box: [20_000, 30_000, 24_000, 36_000],
      place: { x: 0.33, y: 0.55 },
    },
    values: { degrees: 176.4 },
  };
  const common = { cameraId, sessionId, mode: 'live', zoneName: 'Main road', cameras: [], assignee: null, evidence };
  return [
    {
      ...common,
      ...{ place: `${nowUtcUs}-2`, cursor: 4, incidentId: '99999999-9999-4999-8999-999999999992' },
      ...{ kind: 'wrong-way', severity: 'critical', stage: 'detected', acknowledgedBy: null },
      ...{ fromUtcUs: nowUtcUs - 9_000_000, openedUtcUs: nowUtcUs - 7_000_000, toUtcUs: null, end: null },
    },
    {
      ...common,
      ...{ place: `${nowUtcUs - 1}-1`, cursor: 3, incidentId: '99999999-9999-4999-8999-999999999991' },
      ...{ kind: 'jam', severity: 'high', stage: 'resolved', acknowledgedBy: 'lan' },
      ...{ fromUtcUs: nowUtcUs - 3e9, openedUtcUs: nowUtcUs - 27e8, toUtcUs: nowUtcUs - 2e9, end: 'over' },
    },
  ];
}

/** What the site answers to questions about incidents; null for another question. */
export function answerIncidents(url: URL, path: string, known: readonly Record<string, unknown>[]): unknown {
  const [, room, id] = path.split('/');
  if (room !== 'incidents') return null;
  const active = known.filter(({ stage }) => stage !== 'resolved');
  if (id === 'summary') {
    const cameras = Object.fromEntries(active.map(({ cameraId }) => [String(cameraId), 1]));
    return { active: { low: 0, medium: 0, high: 0, critical: active.length }, unacknowledged: 1, moved: [], cameras };
  }
  if (id === undefined) return url.searchParams.get('state') === 'all' ? known : active;
  const found = known.find(({ incidentId }) => incidentId === id);
  return found === undefined ? null : { ...found, earlierId: null, laterId: null, actions: [] };
}
