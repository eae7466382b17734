import { describe, expect, it } from 'vitest';
import {
  createLiveGate,
  createRecordedGate,
  type GateVerdict,
  isSignOfLife,
} from '../../../../workers/ingest/frame-gate.ts';
import type { Picture } from '../../../../workers/ingest/pairing.ts';

const BASE = 1_700_000_000_000_000;
const picture = (mediaMs: number | null, arrivedMs = 0, graphRestarted = false): Picture => ({
  raw: new Uint8Array(1),
  jpeg: null,
  mediaUs: mediaMs === null ? null : mediaMs * 1_000,
  graphRestarted,
  arrivedUtcUs: BASE + arrivedMs * 1_000,
});
const brief = (verdict: GateVerdict): string => {
  if (verdict.kind === 'pass' || verdict.kind === 'checkpoint') return `${verdict.kind} ${verdict.frameId}`;
  if (verdict.kind === 'drop') return `drop ${verdict.cause}`;
  return verdict.kind === 'close' ? `close ${verdict.reason}` : verdict.kind;
};

describe('the gate of a live source', () => {
  it('waits half a second for the burst of opening to pass, counts that, and then believes the least delay', () => {
    const gate = createLiveGate();
    // Four frames gathered while probing come at once, then the picture is live.
    const verdicts = [
      ...[0, 80, 160, 240].map((media) => gate.take(picture(media, 1_000 + media / 40))),
      ...[320, 400, 480, 560, 640, 720, 800].map((media) => gate.take(picture(media, 750 + media))),
    ];
    expect(verdicts.map(brief)).toEqual([...Array(10).fill('drop settling'), 'pass 10']);
    const passed = verdicts.at(-1);
    expect(passed).toMatchObject({ mediaUs: 800_000, utcUs: BASE + 1_550_000 });
    expect(gate.anchor()).toEqual({ mediaUs: 800_000, utcUs: BASE + 1_550_000, quality: 'arrival' });
  });

  it('drops what has no time or a time that was there before, and counts each by its cause', () => {
    const gate = createLiveGate();
    for (let media = 0; media <= 600; media += 40) gate.take(picture(media, media));
    expect(brief(gate.take(picture(null, 650)))).toBe('drop no-time');
    expect(brief(gate.take(picture(600, 660)))).toBe('drop time-not-increasing');
    expect(brief(gate.take(picture(640, 670)))).toMatch(/^pass/);
  });

  it('goes by the reports of the camera, under an anchor of their own, from when they agree', () => {
    const gate = createLiveGate();
    const report = (media: number): void =>
      gate.report({ mediaUs: media * 1_000, utcUs: BASE + (media - 100) * 1_000 });
    for (let media = 0; media <= 600; media += 40) gate.take(picture(media, media));
    expect(gate.anchor()).toMatchObject({ quality: 'arrival' });
    const before = gate.anchor();
    for (const media of [560, 600, 640]) report(media);
    expect([640, 680, 720].map((media) => brief(gate.take(picture(media, media))))).toEqual([
      'drop clock-changed',
      'drop clock-changed',
      'pass 18',
    ]);
    expect(gate.anchor()).toEqual({ mediaUs: 720_000, utcUs: BASE + 620_000, quality: 'rtcp' });
    expect(gate.anchor()).not.toBe(before);
    expect(gate.take(picture(760, 760))).toMatchObject({ mediaUs: 760_000, utcUs: BASE + 660_000 });
  });

  it('says why it does not go by a clock that is set wrong', () => {
    const gate = createLiveGate();
    for (const media of [0, 40, 80]) gate.report({ mediaUs: media * 1_000, utcUs: media * 1_000 });
    for (let media = 0; media <= 600; media += 40) gate.take(picture(media, media));
    expect(gate.anchor()?.quality).toBe('arrival');
    expect(gate.doubt()).toEqual({ reason: 'clock-behind', offUs: -BASE });
  });

  it('begins behind the last moment of the run before, which may have been stamped a little ahead', () => {
    const gate = createLiveGate(BASE + 700_000);
    const verdicts = [0, 200, 400, 600, 700, 701, 900].map((media) => gate.take(picture(media, media)));
    expect(verdicts.map(brief)).toEqual([...Array(5).fill('drop settling'), 'pass 5', 'pass 6']);
    expect(verdicts[5]).toMatchObject({ utcUs: BASE + 701_000 });
  });

  it('does not wait for a moment that a clock set back has put into the future', () => {
    const gate = createLiveGate(BASE + 3_600_000_000);
    const verdicts = [0, 200, 400, 600].map((media) => gate.take(picture(media, media)));
    expect(verdicts.map(brief)).toEqual([...Array(3).fill('drop settling'), 'pass 3']);
  });

  it('closes the session when time runs backwards, or the picture changes', () => {
    const gate = createLiveGate();
    for (let media = 0; media <= 4_000; media += 40) gate.take(picture(media, media));
    expect(brief(gate.take(picture(1_000, 4_040)))).toBe('close time-step');
    expect(brief(gate.take(picture(4_040, 4_040, true)))).toBe('close picture-changed');
  });
});

describe('a sign of life', () => {
  it('is every picture while a source settles, and none whose time stands still or is missing', () => {
    const gate = createLiveGate();
    expect([0, 80, 160].map((ms) => isSignOfLife(gate.take(picture(ms, ms))))).toEqual([true, true, true]);
    expect([160, 160, null].map((ms) => isSignOfLife(gate.take(picture(ms, 400))))).toEqual([false, false, false]);
    expect(isSignOfLife(gate.take(picture(700, 700)))).toBe(true);
    expect([700, 600, null].map((ms) => isSignOfLife(gate.take(picture(ms, 800))))).toEqual([false, false, false]);
    expect(isSignOfLife(gate.take(picture(900, 900, true)))).toBe(false);
  });

  it('is a picture that waits for the time after a change of the clock, and one that was counted before a resume', () => {
    expect(isSignOfLife({ kind: 'drop', cause: 'clock-changed' })).toBe(true);
    expect(isSignOfLife({ kind: 'known' })).toBe(true);
  });
});

describe('the gate of a recording', () => {
  it('passes every frame from the first on, by the time of the file alone', () => {
    const gate = createRecordedGate({ utcUs: BASE, quality: 'given' }, { kind: 'first-frame' });
    const verdicts = [1_400, 1_480, 1_500].map((media, i) => gate.take(picture(media, [5, 900, 3][i])));
    expect(verdicts.map(brief)).toEqual(['pass 0', 'pass 1', 'pass 2']);
    expect(verdicts[2]).toMatchObject({ mediaUs: 1_500_000, utcUs: BASE + 100_000 });
  });

  it('takes the arrival of the first frame where nobody said when it was taken', () => {
    const gate = createRecordedGate({ utcUs: null, quality: 'assumed' }, { kind: 'first-frame' });
    gate.take(picture(0, 777));
    expect(gate.anchor()).toEqual({ utcUs: BASE + 777_000, mediaUs: 0, quality: 'assumed' });
  });

  it('goes on counting time where a file was put together from pieces', () => {
    const gate = createRecordedGate({ utcUs: BASE, quality: 'given' }, { kind: 'first-frame' });
    const times = [0, 40, 80, 5_000, 5_040, 0, 40, 80].map((media) => {
      const verdict = gate.take(picture(media));
      return verdict.kind === 'pass' ? verdict.mediaUs / 1_000 : null;
    });
    expect(times).toEqual([0, 40, 80, 5_000, 5_040, 5_080, 5_120, 5_160]);
  });

  it('drops a frame whose time was there before', () => {
    const gate = createRecordedGate({ utcUs: BASE, quality: 'given' }, { kind: 'first-frame' });
    expect([0, 40, 40, 80].map((media) => brief(gate.take(picture(media))))).toEqual([
      'pass 0',
      'pass 1',
      'drop time-not-increasing',
      'pass 2',
    ]);
  });
});

describe('going on behind a checkpoint', () => {
  const start = { utcUs: BASE, quality: 'given' } as const;
  const anchor = { utcUs: BASE, mediaUs: 0, quality: 'given' } as never;
  const point = { mediaUs: 200_000, frameId: 7 };

  it('skips to the frame, shows it once more, and goes on counting', () => {
    const gate = createRecordedGate(start, { kind: 'seek', point, anchor });
    const verdicts = [120, 160, 200, 240].map((media) => gate.take(picture(media)));
    expect(verdicts.map(brief)).toEqual(['known', 'known', 'checkpoint 7', 'pass 8']);
    expect(verdicts[3]).toMatchObject({ utcUs: BASE + 240_000 });
  });

  it('says so when seeking led behind the frame', () => {
    const gate = createRecordedGate(start, { kind: 'seek', point, anchor });
    expect(brief(gate.take(picture(240)))).toBe('close resume-missed');
  });

  it('counts from the start where seeking failed', () => {
    const gate = createRecordedGate(start, { kind: 'recount', point: { mediaUs: 80_000, frameId: 2 }, anchor });
    expect([0, 40, 80, 120].map((media) => brief(gate.take(picture(media))))).toEqual([
      'known',
      'known',
      'checkpoint 2',
      'pass 3',
    ]);
  });

  it('refuses another file', () => {
    const gate = createRecordedGate(start, { kind: 'recount', point: { mediaUs: 80_000, frameId: 2 }, anchor });
    expect([0, 41, 82].map((media) => brief(gate.take(picture(media)))).at(-1)).toBe('close resume-mismatch');
  });
});
