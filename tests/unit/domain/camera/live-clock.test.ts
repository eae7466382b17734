import { describe, expect, it } from 'vitest';
import { toMediaUs, toUtcUs } from '../../../../domain/base/time.ts';
import { CLOCK_RULES, type LiveClock, openClock, stepClock } from '../../../../domain/camera/live-clock.ts';
import { NOTHING_REPORTED, type ReportedClock } from '../../../../domain/camera/sender-reports.ts';

const SECOND = 1_000_000;
const BASE = 1_700_000_000 * SECOND;
/** The reports so far say that the camera's clock is so many seconds beside the arrival of the first frame. */
const reported = (seconds: number | null): ReportedClock =>
  seconds === null ? NOTHING_REPORTED : { ...NOTHING_REPORTED, offsetUs: BASE + seconds * SECOND };

interface Passed {
  readonly at: number;
  /** Universal time minus arrival of an undelayed frame, in seconds. */
  readonly off: number;
  readonly begins: boolean;
  readonly quality: LiveClock['quality'];
}

/** Ten frames a second that arrive undelayed, with what the reports say at each moment, in seconds. */
function play(seconds: number, says: (at: number) => number | null, delay: (at: number) => number = () => 0) {
  let clock = openClock([{ arrivedUtcUs: BASE, mediaUs: 0 }], reported(says(0)));
  const opened = clock;
  const passed: Passed[] = [];
  let waited = 0;
  for (let i = 1; i <= seconds * 10; i++) {
    const at = i / 10;
    const media = at * SECOND;
    const verdict = stepClock(clock, reported(says(at)), toUtcUs(BASE + media + delay(at) * SECOND), toMediaUs(media));
    if (verdict.kind === 'close') return { opened, clock, passed, waited, closed: verdict.detail };
    if (verdict.kind === 'skip') continue;
    clock = verdict.clock;
    if (verdict.kind === 'wait') waited++;
    else {
      const off = (clock.lastUtcUs - media - BASE) / SECOND;
      passed.push({ at, off, begins: verdict.begins, quality: clock.quality });
    }
  }
  return { opened, clock, passed, waited, closed: null };
}

const begun = (passed: readonly Passed[]) => passed.filter((p) => p.begins).map(({ at, quality }) => [at, quality]);

describe('the clock of a live source', () => {
  it('opens by arrival where the camera reports nothing, and stays there', () => {
    const { opened, passed, clock } = play(60, () => null);
    expect([opened.quality, opened.lastUtcUs, opened.doubt]).toEqual(['arrival', BASE, null]);
    expect(begun(passed)).toEqual([]);
    expect([clock.quality, clock.doubt]).toEqual(['arrival', null]);
  });

  it('opens by the reports where they came while the source settled', () => {
    const { opened, passed } = play(60, () => -0.3);
    expect([opened.quality, opened.lastUtcUs]).toEqual(['rtcp', BASE - 0.3 * SECOND]);
    expect(begun(passed)).toEqual([]);
    expect(passed.every((p) => Math.abs(p.off + 0.3) < 1e-6)).toBe(true);
  });

  it('changes to the reports when they come, as another session, without using a moment twice', () => {
    const { passed, waited } = play(20, (at) => (at < 5 ? null : -0.42));
    expect(begun(passed)).toEqual([[5.4, 'rtcp']]);
    expect(waited).toBe(4);
    expect(passed.at(-1)?.off).toBeCloseTo(-0.42, 6);
  });

  it('changes without a wait where the clock of the camera is a little ahead', () => {
    const { passed, waited } = play(20, (at) => (at < 5 ? null : 0.2));
    expect(begun(passed)).toEqual([[5, 'rtcp']]);
    expect(waited).toBe(0);
  });

  it('follows a report that corrects it by at most one millisecond a second', () => {
    const { passed } = play(120, (at) => (at < 10 ? -0.3 : -0.36));
    expect(begun(passed)).toEqual([]);
    expect(passed.find((p) => p.at === 20)?.off).toBeCloseTo(-0.31, 3);
    expect(passed.at(-1)?.off).toBeCloseTo(-0.36, 6);
  });

  it('follows a clock that drifts against ours', () => {
    const { passed } = play(600, (at) => -0.3 - at * 0.0001);
    expect(begun(passed)).toEqual([]);
    expect(passed.at(-1)?.off).toBeCloseTo(-0.36, 2);
  });

  it.each<[string, number, string, number]>([
    ['is years behind, as after a power cut', -1_700_000_000, 'clock-behind', -1_700_000_000],
    ['counts from 1900', -1_700_000_000 - 2_208_988_800, 'clock-behind', -3_908_988_800],
    ['is an hour behind', -3_600, 'clock-behind', -3_600],
    ['is just too far behind', -3.001, 'clock-behind', -3.001],
    ['is an hour ahead', 3_600, 'clock-ahead', 3_600],
    ['is just too far ahead', 0.501, 'clock-ahead', 0.501],
  ])('stays with arrival where the clock of the camera %s, and says so', (_what, off, reason, told) => {
    const { opened, passed, clock } = play(30, () => off);
    expect(opened.quality).toBe('arrival');
    expect(begun(passed)).toEqual([]);
    expect(clock.doubt?.reason).toBe(reason);
    expect((clock.doubt?.offUs ?? 0) / SECOND).toBeCloseTo(told, 3);
    expect(passed.every((p) => p.off === 0)).toBe(true);
  });

  it.each([-3, 0.5])('believes a clock at the edge (%f s)', (off) => {
    expect(play(1, () => off).opened.quality).toBe('rtcp');
  });

  it('believes a clock as soon as it is put right', () => {
    const { passed, clock } = play(60, (at) => (at < 30 ? -1_700_000_000 : -0.1));
    expect(begun(passed)).toEqual([[30.1, 'rtcp']]);
    expect(clock.doubt).toBeNull();
  });

  it.each<[string, number, string]>([
    ['jumps', -1.9, 'clock-jumped'],
    ['jumps back by an hour', -3_600, 'clock-behind'],
    ['jumps ahead', 2, 'clock-ahead'],
    ['wraps', 2 ** 32 / 90_000, 'clock-ahead'],
  ])('goes back to arrival, as another session, where a clock that was believed %s', (_what, later, reason) => {
    const { passed, clock } = play(60, (at) => (at < 30 ? -0.3 : later));
    expect(begun(passed)).toEqual([[30, 'arrival']]);
    expect(clock.doubt?.reason).toBe(reason);
    expect(passed.at(-1)?.off).toBe(0);
  });

  it('does not believe a clock again before it has been good for a while', () => {
    const restSeconds = CLOCK_RULES.restUs / SECOND;
    const { passed, clock } = play(restSeconds + 100, (at) => (at >= 30 && at < 31 ? -1.9 : -0.3));
    expect(begun(passed).map(([, quality]) => quality)).toEqual(['arrival', 'rtcp']);
    const again = passed.findLast((p) => p.begins)?.at ?? 0;
    expect(again).toBeGreaterThanOrEqual(30 + restSeconds);
    expect(clock.doubt).toBeNull();
  });

  it('opens few sessions for a clock that never comes to rest', () => {
    const { passed } = play(3_600, (at) => (Math.floor(at / 5) % 2 === 0 ? -0.2 : -1.5));
    expect(begun(passed).length).toBeLessThanOrEqual(2 * Math.ceil(3_600 / (CLOCK_RULES.restUs / SECOND)));
  });

  it('keeps universal time increasing, whatever the reports say', () => {
    const says = [null, -0.3, -0.9, 0.4, -2.5, -9_999, 7, -0.1];
    const { passed } = play(
      400,
      (at) => says[Math.floor(at / 3) % says.length] ?? null,
      (at) => (Math.sin(at) + 1) * 0.1,
    );
    expect(passed.length).toBeGreaterThan(3_000);
    for (let i = 1; i < passed.length; i++) {
      const [a, b] = [passed[i - 1], passed[i]];
      if (a !== undefined && b !== undefined) expect(b.at + b.off).toBeGreaterThan(a.at + a.off);
    }
  });

  it('still watches arrival while it follows the reports', () => {
    expect(
      play(
        60,
        () => -0.3,
        (at) => (at < 30 ? 0 : 40),
      ).closed,
    ).toMatch(/fell behind by 40\.0 s/);
    expect(
      play(
        60,
        () => -0.3,
        (at) => (at < 30 ? 0 : -3_600),
      ).closed,
    ).toMatch(/ran ahead/);
  });

  it('judges by the frames that came soonest, not by the burst of opening', () => {
    // Opened a second late by a burst: by that the clock would seem more than three seconds behind.
    const { passed } = play(
      30,
      (at) => (at < 5 ? null : -3.5),
      (at) => (at < 3 ? 0 : -0.9),
    );
    expect(begun(passed).map(([, quality]) => quality)).toEqual(['rtcp']);
  });
});

describe('a frame under the clock', () => {
  it('is skipped where it is a little late in time, and ends the run where time goes back', () => {
    const clock = openClock([{ arrivedUtcUs: BASE, mediaUs: 5 * SECOND }], reported(-5.2));
    expect(clock.quality).toBe('rtcp');
    const step = (media: number) => stepClock(clock, reported(-5.2), toUtcUs(BASE), toMediaUs(media * SECOND)).kind;
    expect([step(4.9), step(5), step(1)]).toEqual(['skip', 'skip', 'close']);
  });
});
