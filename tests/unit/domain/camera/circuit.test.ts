import { describe, expect, it } from 'vitest';
import { afterAttempt, type Circuit, CIRCUIT_RULES, closedCircuit, restAfter } from '../../../../domain/camera/circuit.ts';
import type { SourceFailureCode } from '../../../../domain/camera/failure-codes.ts';

const after = (codes: readonly SourceFailureCode[], from: Circuit = closedCircuit()): Circuit =>
  codes.reduce((circuit, code) => afterAttempt(circuit, code, false), from);
const times = (count: number, code: SourceFailureCode): SourceFailureCode[] => Array.from({ length: count }, () => code);
const camera = { code: 'auth-failed', hasShown: false, addresses: 1 } as const;

describe('the circuit breaker of a camera', () => {
  it('opens after three refused passwords, for half an hour', () => {
    expect(restAfter(after(times(2, 'auth-failed')), camera)).toBeNull();
    expect(restAfter(after(times(3, 'auth-failed')), camera)).toBe(1_800_000);
    expect(restAfter(after(times(50, 'auth-failed')), camera)).toBe(1_800_000);
  });

  it('counts refusals also where the camera was away between them, and asks one that is away as often as ever', () => {
    const circuit = after(['auth-failed', 'timeout', 'auth-failed', 'refused', 'auth-failed']);
    expect(restAfter(circuit, camera)).toBe(CIRCUIT_RULES.refusedRestMs);
    expect(restAfter(circuit, { ...camera, code: 'timeout' })).toBeNull();
  });

  it('has more patience with a camera that has shown pictures, and lets every address have its tries', () => {
    expect(restAfter(after(times(9, 'auth-failed')), { ...camera, hasShown: true })).toBeNull();
    expect(restAfter(after(times(10, 'auth-failed')), { ...camera, hasShown: true })).not.toBeNull();
    expect(restAfter(after(times(5, 'auth-failed')), { ...camera, addresses: 2 })).toBeNull();
    expect(restAfter(after(times(6, 'auth-failed')), { ...camera, addresses: 2 })).not.toBeNull();
  });

  it('is closed by a picture', () => {
    expect(afterAttempt(after(times(9, 'auth-failed')), 'ended', true)).toEqual(closedCircuit());
  });

  it('opens for a minute after five answers without a video, in a row', () => {
    const missing = { ...camera, code: 'not-found' } as const;
    expect(restAfter(after(times(4, 'not-found')), missing)).toBeNull();
    expect(restAfter(after(times(5, 'not-found')), missing)).toBe(60_000);
    expect(restAfter(after([...times(4, 'not-found'), 'timeout', 'not-found']), missing)).toBeNull();
    expect(restAfter(after(times(50, 'not-found')), { ...missing, hasShown: true })).toBeNull();
  });

  it('never opens for a camera that is merely away: it is to be back within seconds of its return', () => {
    for (const code of ['timeout', 'refused', 'unreachable', 'no-answer', 'stalled', 'killed'] as const)
      expect(restAfter(after(times(500, code)), { ...camera, code })).toBeNull();
  });
});
