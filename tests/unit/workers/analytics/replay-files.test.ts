import { describe, expect, it } from 'vitest';
import { checkpointSchema } from '../../../../domain/contracts/facts.ts';
import type { RunnerSourceInfo } from '../../../../workers/analytics/runner-ports.ts';
import { BY, camera, LINE, ofKind, replayJob, sessionStart, START_UTC_US } from './analysis-scenes.ts';
import { INFO, setUp } from './runner-bench.ts';

describe('the replay of a folder', () => {
  const mark = { bytes: 9, headSha256: 'ab' };
  const item = (name: string, index = 0): RunnerSourceInfo => ({ ...INFO, item: { index, count: 2, name, mark } });
  const over = (name: string, note = '') => ({
    reason: 'ended',
    drops: {},
    willResume: false,
    settled: { name, state: 'played' as const, note, clock: { utcUs: START_UTC_US, quality: 'given' as const } },
  });
  const kinds = (facts: readonly { readonly kind: string }[]): string[] =>
    facts
      .map(({ kind }) => kind)
      .filter((kind) => !['crossing', 'zone-visit', 'track-end', 'path-chunk'].includes(kind));

  it('tells of its files with the sessions that hold them, in one batch with their openings and their ends', async () => {
    const { runner, frames, outbox, play, sessions } = setUp(replayJob());
    runner.onFilesFound(['a.mp4', 'b.mp4']);
    runner.onRunStart(item('a.mp4'));
    await play(frames.slice(0, 1));
    runner.onRunStart(item('a.mp4'));
    await play(frames.slice(1));
    expect(runner.status().progress).toBe(0.5);
    await runner.onRunEnd(over('a.mp4'));
    runner.onRunStart(item('b.mp4', 1));
    await play(frames.slice(0, 1));
    const [found, opening, ...rest] = outbox.puts.map(({ facts }) => facts);
    expect(found).toMatchObject([
      { kind: 'replay-file', name: 'a.mp4', state: 'waiting' },
      { kind: 'replay-file', name: 'b.mp4', state: 'waiting' },
    ]);
    expect(kinds(opening ?? [])).toEqual(['session-open', 'replay-file', 'checkpoint']);
    const ending = rest.find((facts) => facts.some(({ kind }) => kind === 'session-end')) ?? [];
    expect(kinds(ending)).toEqual(['replay-file', 'coverage', 'zone-minute', 'session-end']);
    const told = ofKind(outbox.facts, 'replay-file').slice(2);
    const [first, second] = sessions().map(({ sessionId }) => sessionId);
    expect(told).toMatchObject([
      { name: 'a.mp4', state: 'playing', sessionId: first, mark },
      { name: 'a.mp4', state: 'played', clock: { utcUs: START_UTC_US, quality: 'given' } },
      { name: 'b.mp4', state: 'playing', sessionId: second, mark },
    ]);
    expect(new Set(ofKind(outbox.facts, 'replay-file').map(({ walkId }) => walkId)).size).toBe(1);
  });

  it('goes on in its walk, with the detector that it began with', async () => {
    const run = sessionStart(camera(), { ...BY, modelId: 'large' }).run;
    const folder = { walkId: LINE, files: [] };
    const { runner, frames, outbox, detector, play } = setUp(replayJob({ folder, run }));
    runner.onRunStart(item('b.mp4', 1));
    await play(frames.slice(0, 1));
    expect(detector.asked[0]?.modelId).toBe('large');
    expect(ofKind(outbox.facts, 'replay-file')).toMatchObject([{ walkId: LINE, name: 'b.mp4', state: 'playing' }]);
  });

  it('says why a file was passed over, and gives its session to no other', async () => {
    const first = setUp(replayJob());
    await first.play(first.frames.slice(0, 5));
    const checkpoint = checkpointSchema.parse(ofKind(first.outbox.facts, 'checkpoint').at(-1));
    const second = setUp(replayJob({ sessionId: checkpoint.sessionId, checkpoint }), camera(), null);
    await second.runner.onRunEnd({ ...over('a.mp4', 'the decoder died'), reason: 'killed' });
    expect(second.logs).toContain('not all of a file was counted');
    second.runner.onRunStart(item('b.mp4', 1));
    await second.play(second.frames.slice(0, 1));
    expect(second.sessions().map(({ sessionId }) => sessionId)).not.toContain(checkpoint.sessionId);
  });

  it('that is stopped or cannot go on tells nothing of the end of a file', async () => {
    const { runner, frames, outbox, detector, play } = setUp(replayJob());
    runner.onRunStart(item('a.mp4'));
    await play(frames.slice(0, 5));
    detector.refuse = 'model-failed';
    await play(frames.slice(5, 6));
    await runner.onRunEnd(over('a.mp4'));
    expect(ofKind(outbox.facts, 'replay-file').map(({ state }) => state)).toEqual(['playing']);
  });
});
