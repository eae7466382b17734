import { afterEach, describe, expect, it } from 'vitest';
import { openSession } from '../../../workers/inference/session.ts';
import type { OpenSession } from '../../../workers/inference/session.ts';
import { waitFor } from '../../support/test-site.ts';
import { closeEngines, model, oneCar, request, startEngine, succeed } from './engine-kit.ts';

afterEach(closeEngines);

describe('the inference engine on a device', () => {
  it('has run every size of a batch on a device before it says that it is ready', async () => {
    const sizes = new Set<number>();
    const { engine } = await startEngine([model('first', oneCar(0.6))], {
      provider: 'webgpu',
      maxBatch: 4,
      spawnProbe: fakeProbeThatApproves,
      openSession: async (options) => {
        const opened = await openSession({ ...options, provider: 'cpu' });
        if (!opened.ok) return opened;
        const { run } = opened.value;
        const watched: typeof run = (feeds) => {
          sizes.add(feeds['images']?.dims[0] ?? 0);
          return run(feeds);
        };
        return { ok: true, value: { ...opened.value, provider: options.provider, run: watched } };
      },
    });
    expect(engine.status()).toMatchObject([{ state: 'ready', provider: 'webgpu' }]);
    expect([...sizes].sort()).toEqual([1, 2, 3, 4]);
  });

  it('goes on on the processor, and says why, when the device is lost in the middle', async () => {
    const { engine } = await startEngine([model('first', oneCar(0.7))], {
      openSession: fakeDeviceThatIsLostAfter(4),
      provider: 'webgpu',
      maxBatch: 1,
      spawnProbe: fakeProbeThatApproves,
    });
    const providers: string[] = [];
    for (let n = 0; n < 8; n += 1) providers.push((await succeed(engine.infer(request('north', n)))).provider);
    expect(providers[0]).toBe('webgpu');
    expect(providers.at(-1)).toBe('cpu');
    expect(engine.status()[0]?.fallback).toContain('webgpu was lost');
  });

  it('leaves no session open of a model that was let go while its device was being lost', async () => {
    const device = fakeDeviceThatIsLostSlowly();
    const { engine } = await startEngine([model('old', oneCar(0.7)), model('new', oneCar(0.9))], {
      openSession: device.open,
      provider: 'webgpu',
      spawnProbe: fakeProbeThatApproves,
    });
    device.lose();
    const answer = engine.infer(request('north', 1));
    await waitFor('the loss of the device', () => (device.noticed() ? true : null));
    await engine.setDefault('new');
    device.replace();
    expect((await succeed(answer)).modelId).toBe('old');
    await engine.close();
    expect(device.openSessions()).toBe(0);
  });

  it('goes back to the model before when the new one keeps failing', async () => {
    const { engine } = await startEngine([model('old', oneCar(0.6)), model('new', oneCar(0.9))], {
      openSession: fakeProcessorThatFailsAfter(3),
    });
    await engine.setDefault('new');
    const outcomes: string[] = [];
    for (let n = 0; n < 12; n += 1) {
      const answer = await engine.infer(request('north', n));
      outcomes.push(answer.ok ? answer.value.modelId : answer.failure.code);
      if (outcomes.includes('old')) break;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    expect(outcomes.filter((outcome) => outcome === 'model-run').length).toBeGreaterThanOrEqual(3);
    expect(outcomes.at(-1)).toBe('old');
  });
});

/** A device that does what the processor does until its driver is gone. */
function fakeDeviceThatIsLostAfter(runs: number): OpenSession {
  return async (options) => {
    const opened = await openSession({ ...options, provider: 'cpu' });
    if (!opened.ok || options.provider === 'cpu') return opened;
    return {
      ok: true,
      value: { ...opened.value, provider: options.provider, run: failingAfter(opened.value.run, runs) },
    };
  };
}

/** A device that is lost when the test says so; what replaces it on the processor waits for the test as well. */
function fakeDeviceThatIsLostSlowly() {
  const moment = { lost: false, noticed: false };
  let sessions = 0;
  let replace = (): void => undefined;
  const mayReplace = new Promise<void>((resolve) => (replace = resolve));
  const open: OpenSession = async (options) => {
    if (options.provider === 'cpu') await mayReplace;
    const real = await openSession({ ...options, provider: 'cpu' });
    if (!real.ok) return real;
    sessions += 1;
    const breaks = options.provider !== 'cpu' && !moment.lost;
    const { run, release } = real.value;
    return {
      ok: true,
      value: {
        ...real.value,
        provider: options.provider,
        run(feeds) {
          moment.noticed ||= breaks && moment.lost;
          return breaks && moment.lost ? Promise.reject(new Error('device removed')) : run(feeds);
        },
        release() {
          sessions -= 1;
          return release();
        },
      },
    };
  };
  return {
    open,
    lose: () => void (moment.lost = true),
    noticed: () => moment.noticed,
    replace: () => replace(),
    openSessions: () => sessions,
  };
}

/** The second model that is opened runs a few times and then never again. */
function fakeProcessorThatFailsAfter(runs: number): OpenSession {
  let sessions = 0;
  return async (options) => {
    const opened = await openSession(options);
    sessions += 1;
    if (!opened.ok || sessions !== 2) return opened;
    return { ok: true, value: { ...opened.value, run: failingAfter(opened.value.run, runs) } };
  };
}

function failingAfter<A extends unknown[], R>(run: (...args: A) => Promise<R>, runs: number) {
  let left = runs;
  return (...args: A): Promise<R> => {
    left -= 1;
    return left < 0 ? Promise.reject(new Error('device removed')) : run(...args);
  };
}

function fakeProbeThatApproves() {
  const answer = { ok: true, cpuMs: 10, providerMs: 1, worst: 0 };
  return Promise.resolve({ code: 0, signal: null, stdout: `provider-probe:${JSON.stringify(answer)}\n` });
}
