import { describe, expect, it } from 'vitest';
import { wallNews } from '../../../../../renderer/features/live/wall-news.ts';
import type { CameraNow, SettledState } from '../../../../../renderer/features/live/wall-news.ts';

/** What is told, step by step, when one camera goes through these states. */
function toldOf(states: readonly (CameraNow['state'] | 'paused')[]): readonly string[] {
  let told: ReadonlyMap<string, SettledState> = new Map();
  return states.map((state) => {
    const now = { id: 'north', enabled: state !== 'paused', state: state === 'paused' ? null : state };
    const next = wallNews(told, [now]);
    told = next.told;
    return next.news.map((news) => news.state).join();
  });
}

describe('the news of the wall', () => {
  it.each([
    ['how a camera is found', [null, 'connecting', 'live'], ['', '', '']],
    ['a camera that stays as it is', ['live', 'live'], ['', '']],
    ['a short loss', ['live', 'stale', 'connecting', 'live'], ['', '', '', '']],
  ] as const)('%s is none', (_what, states, told) => {
    expect(toldOf(states)).toEqual(told);
  });

  it.each([
    ['goes away and comes back', ['live', 'connecting', 'offline', 'offline', 'live'], ['', '', 'offline', '', 'live']],
    ['is paused and started again', ['live', 'paused', 'connecting', 'live'], ['', 'paused', '', 'live']],
    ['refuses its password', ['live', 'auth-failed'], ['', 'auth-failed']],
  ] as const)('a camera that %s is told once', (_what, states, told) => {
    expect(toldOf(states)).toEqual(told);
  });

  it('are told together for all cameras of one moment', () => {
    const cameras = (state: CameraNow['state']) => ['a', 'b', 'c'].map((id) => ({ id, enabled: true, state }));
    const before = wallNews(new Map(), cameras('live'));
    expect(wallNews(before.told, cameras('offline')).news.map(({ cameraId }) => cameraId)).toEqual(['a', 'b', 'c']);
  });
});
