import { describe, expect, it } from 'vitest';
import type { ProcessHost, ThrowawayRun } from '../../../../workers/supervisor/host.ts';
import { createRequestDesk } from '../../../../workers/supervisor/throwaway-requests.ts';

/** A desk before a host whose throw-away processes end when the test, or the desk, says so. */
function openDesk() {
  const ran: ThrowawayRun[] = [];
  const host: ProcessHost = {
    start: () => ({ pid: null, onExit: () => undefined }),
    runThrowaway(run) {
      ran.push(run);
      return new Promise((resolve) => {
        run.over.addEventListener('abort', () => resolve({ code: null, signal: 'SIGKILL', stdout: '' }));
        if (run.args[0] !== ENDLESS) resolve({ code: 0, signal: null, stdout: 'answer' });
      });
    },
  };
  const plan = (name: string) => ({ name, file: `/app/entries/${name.split('-')[0]}.js`, settings: {}, dataKey: null });
  const desk = createRequestDesk({ host, plans: ['inference-0', 'camera-0', 'gateway'].map(plan) });
  const ask = (peer: string, method: string, params: unknown) =>
    desk.answer(peer, { type: 'request', id: 7, method, params });
  return { desk, ask, ran };
}

const ENDLESS = '{"model":"endless"}';
const good = { argument: '{"model":1}', deadlineMs: 60_000 };
const endless = { argument: ENDLESS, deadlineMs: 60_000 };
const killed = { type: 'response', id: 7, ok: true, value: { code: null, signal: 'SIGKILL', stdout: '' } };

describe('what a process may ask of its host', () => {
  it('inference may have a device tried, by the program that lies beside its own', async () => {
    const { ask, ran } = openDesk();
    expect(await ask('inference-0', 'probe-provider', good)).toEqual({
      type: 'response',
      id: 7,
      ok: true,
      value: { code: 0, signal: null, stdout: 'answer' },
    });
    const [file, args] = ['/app/entries/provider-probe.js', [good.argument, '60000']];
    expect(ran).toMatchObject([{ file, args, deadlineMs: 60_000 }]);
  });

  it('the gateway may have a model tried that somebody brought', async () => {
    const { ask, ran } = openDesk();
    expect(await ask('gateway', 'try-model', { argument: '/data/imports/1', deadlineMs: 5000 })).toMatchObject({
      ok: true,
    });
    const [file, args] = ['/app/entries/model-trial.js', ['/data/imports/1', '5000']];
    expect(ran).toMatchObject([{ file, args, deadlineMs: 5000 }]);
  });

  it.each([
    ['a wish of another process', 'gateway', 'probe-provider', good],
    ['a wish of the gateway', 'camera-0', 'try-model', good],
    ['another process', 'camera-0', 'probe-provider', good],
    ['a process that is not planned', 'inference-9', 'probe-provider', good],
    ['another wish', 'inference-0', 'run', good],
    ['no deadline', 'inference-0', 'probe-provider', { argument: '' }],
    ['a deadline without end', 'inference-0', 'probe-provider', { argument: '', deadlineMs: 1e12 }],
    ['nothing', 'inference-0', 'probe-provider', null],
  ])('%s gets nothing run', async (_name, peer, method, params) => {
    const { ask, ran } = openDesk();
    const answer = await ask(peer, method, params);
    expect(answer).toMatchObject({ type: 'response', id: 7, ok: false, failure: { code: 'not-allowed' } });
    expect(ran).toEqual([]);
  });
});

describe('what was started for a process', () => {
  it('ends with it, and only with it', async () => {
    const { desk, ask, ran } = openDesk();
    const answer = ask('inference-0', 'probe-provider', endless);
    desk.gone('camera-0');
    expect(ran[0]?.over.aborted).toBe(false);
    desk.gone('inference-0');
    expect(await answer).toEqual(killed);
    expect(await ask('inference-0', 'probe-provider', good)).toMatchObject({ ok: true });
  });

  it('ends with the site, and nothing is started any more', async () => {
    const { desk, ask, ran } = openDesk();
    const answer = ask('inference-0', 'probe-provider', endless);
    desk.close();
    expect(await answer).toEqual(killed);
    expect(await ask('inference-0', 'probe-provider', good)).toMatchObject({ ok: false, failure: { code: 'stopped' } });
    expect(ran).toHaveLength(1);
  });
});
