import { describe, expect, it } from 'vitest';
import { worstError } from '../../../../workers/inference/provider-probe.ts';
import { chooseProvider, loadDeadlineMs, providerOrder } from '../../../../workers/inference/providers.ts';
import type { SpawnProbe } from '../../../../workers/inference/providers.ts';

const FILE = { id: 'm', path: '/m.onnx', bytes: new Uint8Array(1), sha256: 'x', manifest: null };
const KNOWN = ['tensorrt', 'cuda', 'webgpu', 'cpu'] as const;

/** A throw-away process that answers for each provider what the table says; text stands for itself. */
function fakeSpawn(answers: Readonly<Record<string, object | string>>): SpawnProbe {
  return (argument) => {
    const provider = /"provider":"(\w+)"/.exec(argument)?.[1] ?? '';
    const answer = answers[provider];
    const stdout =
      typeof answer === 'object' ? `driver chatter\nprovider-probe:${JSON.stringify(answer)}\n` : (answer ?? '');
    return Promise.resolve({
      code: answer === undefined ? null : 0,
      signal: answer === undefined ? 'SIGSEGV' : null,
      stdout,
    });
  };
}
const runs = (cpuMs: number, providerMs: number, worst = 0.1) => ({ ok: true, cpuMs, providerMs, worst });
const choose = (answers: Readonly<Record<string, object | string>>) =>
  chooseProvider(FILE, { wanted: 'auto', platform: 'linux', known: KNOWN, threads: 1, spawnProbe: fakeSpawn(answers) });

describe('choosing the device', () => {
  it.each([
    ['linux', 'auto', ['tensorrt', 'cuda', 'webgpu']],
    ['darwin', 'auto', ['webgpu']],
    ['plan9', 'auto', []],
    ['linux', 'cpu', []],
    ['linux', 'webgpu', ['webgpu']],
  ] as const)('on %s with the setting %s tries %j', (platform, wanted, order) => {
    expect(providerOrder({ platform, wanted, known: KNOWN })).toEqual(order);
  });

  it('takes the fastest that agrees with the processor', async () => {
    const answers = { cpu: runs(20, 20), tensorrt: runs(20, 1, 7), cuda: runs(20, 4), webgpu: runs(20, 9) };
    expect(await choose(answers)).toEqual({ ok: true, value: { provider: 'cuda', fallback: null } });
  });

  it('stays on the processor and names the reason for each that was tried', async () => {
    const chosen = await choose({
      cpu: runs(20, 20),
      tensorrt: { ok: false, reason: 'no library' },
      webgpu: runs(20, 300),
    });
    if (!chosen.ok) throw new Error(chosen.failure.message);
    expect(chosen.value.provider).toBe('cpu');
    expect(chosen.value.fallback).toContain('tensorrt: no library');
    expect(chosen.value.fallback).toContain('cuda: its process ended by SIGSEGV');
    expect(chosen.value.fallback).toContain('webgpu: no faster than the CPU (300.0 ms against 20.0 ms)');
  });

  it('announces no less time than its trials may take one after another, and a compilation after them', async () => {
    const wish = { wanted: 'auto', platform: 'linux', known: KNOWN } as const;
    const deadlines: number[] = [];
    const spawnProbe: SpawnProbe = (argument, deadlineMs) => {
      deadlines.push(deadlineMs);
      return fakeSpawn({ cpu: runs(20, 20) })(argument, deadlineMs);
    };
    await chooseProvider(FILE, { ...wish, threads: 1, spawnProbe });
    expect(deadlines).toHaveLength(4);
    const trials = deadlines.reduce((sum, ms) => sum + ms, 0);
    expect(loadDeadlineMs(wish)).toBeGreaterThanOrEqual(trials + Math.max(...deadlines));
  });

  it('refuses a model that brings its trial process down on the processor', async () => {
    expect(await choose({})).toMatchObject({ ok: false, failure: { code: 'model-refused' } });
    expect(await choose({ cpu: 'provider-probe:{"ok":"yes"}' })).toMatchObject({ ok: false });
  });

  it('tries nothing where it cannot be tried safely', async () => {
    const wish = { wanted: 'auto', platform: 'linux', known: KNOWN, threads: 1, spawnProbe: null } as const;
    expect(await chooseProvider(FILE, wish)).toMatchObject({ ok: true, value: { provider: 'cpu' } });
  });
});

describe('how far a provider’s outputs are from the processor’s', () => {
  const output = (...values: number[]) => [{ name: 'o', dims: [1, values.length], data: Float32Array.from(values) }];
  it.each([
    ['the same', output(1, 200), output(1, 200), true, 0, 0],
    ['a score off by a hundredth', output(0.5), output(0.51), true, 0.3, 0.5],
    ['a score off by a tenth', output(0.5), output(0.6), true, 3, 5],
    ['two finds in another order, where order does not matter', output(0.5, 0.9), output(0.9, 0.5), false, 0, 0],
    ['two finds in another order, where it does', output(0.5, 0.9), output(0.9, 0.5), true, 10, 20],
    ['a value that is no number', output(0.5), output(Number.NaN), true, Infinity, Infinity],
    ['fewer values', output(0.5, 0.5), output(0.5), true, Infinity, Infinity],
    ['fewer outputs', output(0.5), [], true, Infinity, Infinity],
  ])('%s', (_title, expected, found, ordered, least, most) => {
    const error = worstError(expected, found, ordered);
    expect(error).toBeGreaterThanOrEqual(least);
    expect(error).toBeLessThanOrEqual(most);
  });
});
