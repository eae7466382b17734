import { describe, expect, it } from 'vitest';
import { fail, ok } from '../../../../domain/base/result.ts';
import { type HostModule, startModules } from '../../../../electron/modules/host-module.ts';

function makeList(...names: string[]) {
  const steps: string[] = [];
  const module = (name: string): HostModule => ({
    name,
    start: () => {
      if (name.startsWith('refuses')) return fail('no', `${name} cannot`, 'hint');
      if (name.startsWith('throws')) throw new Error('a bug');
      steps.push(`+${name}`);
      return ok(() => {
        steps.push(`-${name}`);
        if (name.startsWith('ends badly')) throw new Error('a bad end');
      });
    },
  });
  const failures: string[] = [];
  const running = startModules(names.map(module), (name) => void failures.push(name));
  return { steps, running, failures };
}

describe('the parts of the desktop', () => {
  it('start in order and stop in reverse', async () => {
    const { steps, running } = makeList('a', 'b', 'c');
    expect(await running.started).toEqual({ ok: true, value: undefined });
    await running.stop();
    expect(steps).toEqual(['+a', '+b', '+c', '-c', '-b', '-a']);
  });

  it.each(['refuses', 'throws'])('stop again when one %s, and the reason is told', async (name) => {
    const { steps, running } = makeList('a', name, 'c');
    const started = await running.started;
    expect(started.ok ? '' : started.failure.message).toContain(name);
    expect(steps).toEqual(['+a', '-a']);
    await running.stop();
    expect(steps).toEqual(['+a', '-a']);
  });

  it('all stop, though one ends badly', async () => {
    const { steps, running, failures } = makeList('a', 'ends badly', 'c');
    await running.started;
    await running.stop();
    expect(steps.slice(3)).toEqual(['-c', '-ends badly', '-a']);
    expect(failures).toEqual(['ends badly']);
  });

  it('start no further once they are to stop', async () => {
    const steps: string[] = [];
    let release: () => void = () => undefined;
    const slow: HostModule = {
      name: 'slow',
      start: () =>
        new Promise((resolve) => {
          release = () => resolve(ok(() => void steps.push('-slow')));
        }),
    };
    const next: HostModule = {
      name: 'next',
      start: () => {
        steps.push('+next');
        return ok(() => undefined);
      },
    };
    const running = startModules([slow, next], () => undefined);
    const stopped = running.stop();
    release();
    await stopped;
    expect(steps).toEqual(['-slow']);
  });
});
