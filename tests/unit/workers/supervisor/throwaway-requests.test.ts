import { describe, expect, it } from 'vitest';
import { answerRequest } from '../../../../workers/supervisor/throwaway-requests.ts';

function ask(peer: string, method: string, params: unknown) {
  const ran: unknown[] = [];
  const host = {
    start: () => ({ pid: null, onExit: () => undefined }),
    runThrowaway: (...values: unknown[]) => {
      ran.push(values);
      return Promise.resolve({ code: 0, signal: null, stdout: 'answer' });
    },
  };
  const plan = (name: string) => ({ name, file: `/app/entries/${name.split('-')[0]}.js`, settings: {}, dataKey: null });
  const plans = ['inference-0', 'camera-0'].map(plan);
  const request = { type: 'request', id: 7, method, params } as const;
  return answerRequest({ host, plans }, peer, request).then((answer) => ({ answer, ran }));
}

const good = { argument: '{"model":1}', deadlineMs: 60_000 };

describe('what a process may ask of its host', () => {
  it('inference may have a device tried, by the program that lies beside its own', async () => {
    const { answer, ran } = await ask('inference-0', 'probe-provider', good);
    expect(answer).toEqual({
      type: 'response',
      id: 7,
      ok: true,
      value: { code: 0, signal: null, stdout: 'answer' },
    });
    expect(ran).toEqual([['/app/entries/provider-probe.js', good.argument, good.deadlineMs]]);
  });

  it.each([
    ['another process', 'camera-0', 'probe-provider', good],
    ['a process that is not planned', 'inference-9', 'probe-provider', good],
    ['another wish', 'inference-0', 'run', good],
    ['no deadline', 'inference-0', 'probe-provider', { argument: '' }],
    ['a deadline without end', 'inference-0', 'probe-provider', { argument: '', deadlineMs: 1e12 }],
    ['nothing', 'inference-0', 'probe-provider', null],
  ])('%s gets nothing run', async (_name, peer, method, params) => {
    const { answer, ran } = await ask(peer, method, params);
    expect(answer).toMatchObject({ type: 'response', id: 7, ok: false, failure: { code: 'not-allowed' } });
    expect(ran).toEqual([]);
  });
});
