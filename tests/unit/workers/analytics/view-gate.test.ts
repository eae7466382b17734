import { describe, expect, it } from 'vitest';
import { createViewGate, nextMode, type ViewFrame } from '../../../../workers/analytics/view-gate.ts';
import type { OverlayTrack } from '../../../../workers/analytics/overlay.ts';

const frame = (frameId: number): ViewFrame => ({
  frameId,
  mediaUs: frameId,
  utcUs: 0,
  arrivedUtcUs: 0,
  jpeg: Uint8Array.of(frameId),
});
const boxOf = (frameId: number): OverlayTrack[] => [{ n: frameId, c: 'car', s: 1, b: [0, 0, 1, 1] }];

function gate() {
  const shown: { frame: number; boxes: number | null; mode: string }[] = [];
  const made = createViewGate((view, tracks, mode) => {
    shown.push({ frame: view.frameId, boxes: tracks === null ? null : (tracks[0]?.n ?? 0), mode });
  });
  return { made, shown };
}

describe('pictures on their way to the screens', () => {
  it('leave with their own boxes only, and those without a result do not leave', () => {
    const { made, shown } = gate();
    for (const id of [1, 2, 3]) made.arrived(frame(id), id * 80);
    made.analysed(1, boxOf(1), 250);
    made.analysed(3, boxOf(3), 260);
    made.analysed(2, boxOf(2), 270);
    expect(shown).toEqual([
      { frame: 1, boxes: 1, mode: 'on' },
      { frame: 3, boxes: 3, mode: 'on' },
    ]);
  });

  it('wait a quarter of a second at most', () => {
    const { made, shown } = gate();
    made.arrived(frame(1), 0);
    made.analysed(1, boxOf(1), 251);
    expect(shown).toEqual([]);
  });

  it.each(['slow', 'off'] as const)('all leave at once and without boxes when analysis is %s', (mode) => {
    const { made, shown } = gate();
    made.setMode(mode);
    made.arrived(frame(1), 0);
    made.analysed(1, boxOf(1), 10);
    made.arrived(frame(2), 80);
    expect(shown).toEqual([
      { frame: 1, boxes: null, mode },
      { frame: 2, boxes: null, mode },
    ]);
  });

  it('are not held for ever when results stop coming', () => {
    const { made, shown } = gate();
    for (let id = 0; id < 1000; id += 1) made.arrived(frame(id), id);
    made.analysed(999, boxOf(999), 1000);
    expect(shown).toEqual([{ frame: 999, boxes: 999, mode: 'on' }]);
  });
});

describe('what a tile promises', () => {
  it.each([
    ['on', true, 12, 5000, 'on'],
    ['on', true, 7.9, 5000, 'slow'],
    ['slow', true, 8.2, 5000, 'slow'],
    ['slow', true, 8.6, 5000, 'on'],
    ['on', true, 0, 1000, 'on'],
    ['on', false, 12, 5000, 'off'],
    ['off', true, 0, 100, 'on'],
  ] as const)(
    'from %s, enabled %s, at %s frames/s measured for %s ms is %s',
    (mode, enabled, fps, measured, expected) => {
      expect(nextMode(mode, enabled, fps, measured)).toBe(expected);
    },
  );
});
