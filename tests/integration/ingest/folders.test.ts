import { createHash } from 'node:crypto';
import { copyFileSync, cpSync, renameSync, rmSync } from 'node:fs';
import { appendFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { FolderWalk, WalkedFile } from '../../../domain/camera/folder-walk.ts';
import type { FolderPlace, SourceFrame } from '../../../workers/ingest/index.ts';
import { ffmpegPath, make, numbered, pause, record, type Recorded, type RecordOptions } from './harness.ts';
import { stopAll, temporaryFolder } from './harness.ts';

const root = await temporaryFolder();
const START_UTC_US = Date.UTC(2024, 4, 1, 11) * 1000;
const X264 = ['-c:v', 'libx264', '-preset', 'ultrafast', '-crf', '4', '-pix_fmt', 'yuv420p'];
const hashOf = (frame: SourceFrame): string => createHash('sha256').update(frame.raw).digest('hex');

/** A folder of its own for each test: a.mp4, b.mp4 (key frames only) and c.mp4, without a date in their names. */
let folders = 0;
function freshFolder(): string {
  const path = join(root.path, `folder-${++folders}`);
  cpSync(join(root.path, 'clips'), path, { recursive: true });
  return path;
}
const play = (path: string, options?: RecordOptions): Recorded =>
  record({ kind: 'folder', path, pace: 'max', startUtcUs: START_UTC_US }, options);

/** Which frame of which file, its pixels, and its times. */
interface Shown {
  readonly file: string;
  readonly frameId: number;
  readonly mediaUs: number;
  readonly utcUs: number;
  readonly hash: string;
}

/** Plays a folder to its end and writes down what is shown; `at` is called with every frame. */
async function playThrough(path: string, options: RecordOptions = {}, at?: (shown: Shown, run: Recorded) => unknown) {
  const shown: Shown[] = [];
  const run = play(path, {
    ...options,
    async onFrame(frame) {
      const { frameId, mediaUs, utcUs } = frame;
      const one = { file: run.starts.at(-1)?.item?.name ?? '', frameId, mediaUs, utcUs, hash: hashOf(frame) };
      shown.push(one);
      await at?.(one, run);
    },
  });
  await run.finished();
  return { run, shown };
}
const counts = (shown: readonly Shown[]): Record<string, number> => {
  const found: Record<string, number> = {};
  for (const { file } of shown) found[file] = (found[file] ?? 0) + 1;
  return found;
};

describe.skipIf(ffmpegPath === null)('a folder of recordings', () => {
  beforeAll(async () => {
    const clips = join(root.path, 'clips');
    await mkdir(clips);
    const clip = (name: string, frames: number, rate: number, ...more: string[]) =>
      make('-f', 'lavfi', '-i', numbered(frames, rate), ...X264, ...more, join(clips, name));
    await clip('a.mp4', 20, 12.5, '-g', '10');
    await clip('b.mp4', 15, 10, '-g', '1');
    await clip('c.mp4', 10, 12.5, '-g', '5');
    await clip('../later.mp4', 8, 12.5);
    await clip('../other.mp4', 30, 12.5, '-vf', 'negate');
  });
  afterEach(stopAll);
  afterAll(() => root.remove());

  describe('that was left in the middle', () => {
    it.each([
      ['behind the first frame of the first file', 0, 0],
      ['within the first file', 0, 7],
      ['behind the first frame of the second file, a key frame', 1, 0],
      ['within the second file', 1, 6],
      ['behind the very last frame of the second file, a key frame', 1, 14],
      ['within the last file', 2, 4],
      ['behind the last frame of all', 2, 9],
      ['between the first and the second file', 1, null],
      ['between the second and the third file', 2, null],
    ])('%s gives what was not shown yet, at the times of an undisturbed run', async (_place, at, frameId) => {
      const path = freshFolder();
      const whole = await playThrough(path);
      const { place, last } = leftAt(whole, at, frameId);
      const hashes: string[] = [];
      const rest = await playThrough(path, {
        folder: place,
        ...(last === null ? {} : { resume: { ...last, anchor: anchorOf(whole.run, at) } }),
        onCheckpointFrame: (frame) => hashes.push(hashOf(frame)) > 0,
      });
      const seen = whole.shown.findIndex(({ file, frameId: id }) => file === nameOf(at) && id === (frameId ?? 0));
      expect(rest.shown).toEqual(whole.shown.slice(last === null ? seen : seen + 1));
      expect(hashes).toEqual(last === null ? [] : [last.hash]);
      const settled = (run: Recorded) => run.ends.map((end) => end.settled);
      expect(settled(rest.run)).toEqual(settled(whole.run).slice(at));
      expect(rest.run.states.at(-1)).toMatchObject({ state: 'stopped', reason: 'ended', detail: '' });
    });

    it('is over at once when only its end was not told', async () => {
      const path = freshFolder();
      const whole = await playThrough(path);
      const { place } = leftAt(whole, 3, null);
      const rest = await playThrough(path, { folder: place });
      expect([rest.shown, rest.run.mostChildren()]).toEqual([[], 0]);
      expect(rest.run.states.at(-1)).toMatchObject({ state: 'stopped', reason: 'ended', detail: '' });
    });

    it('goes on in a file that has grown since, and says that it has', async () => {
      const path = freshFolder();
      const whole = await playThrough(path);
      const { place, last } = leftAt(whole, 1, 6);
      await appendFile(join(path, 'b.mp4'), Buffer.alloc(4096));
      const rest = await playThrough(path, { folder: place, resume: { ...last!, anchor: anchorOf(whole.run, 1) } });
      expect(counts(rest.shown)).toEqual({ 'b.mp4': 8, 'c.mp4': 10 });
      expect(rest.run.states.at(-1)?.detail).toContain('b.mp4: it has grown');
    });

    it.each([
      [
        'was replaced',
        (file: string) => copyFileSync(join(root.path, 'other.mp4'), file),
        'resume-mismatch',
        'replaced',
      ],
      ['is gone', (file: string) => rmSync(file), 'not-found', 'b.mp4 is gone'],
    ])('does not go on when the file in which it stood %s', async (_what, spoil, reason, words) => {
      const path = freshFolder();
      const whole = await playThrough(path);
      const { place, last } = leftAt(whole, 1, 6);
      spoil(join(path, 'b.mp4'));
      const rest = await playThrough(path, { folder: place, resume: { ...last!, anchor: anchorOf(whole.run, 1) } });
      expect([rest.shown, rest.run.mostChildren()]).toEqual([[], 0]);
      expect(rest.run.states.at(-1)).toMatchObject({ state: 'stopped', reason });
      expect(rest.run.states.at(-1)?.detail).toContain(words);
    });
  });

  describe('that changes while it is played', () => {
    it('is told of once, with every file that is found', async () => {
      const { run } = await playThrough(freshFolder());
      expect(run.found).toEqual(['a.mp4', 'b.mp4', 'c.mp4']);
    });

    it('plays files that come in time, each in its place, and names those that come too late', async () => {
      const path = freshFolder();
      const later = join(root.path, 'later.mp4');
      const { run, shown } = await playThrough(path, {}, ({ file, frameId }) => {
        if (file !== 'b.mp4' || frameId !== 3) return;
        for (const name of ['aa.mp4', 'bb.mp4', 'd.mp4']) copyFileSync(later, join(path, name));
      });
      expect(counts(shown)).toEqual({ 'a.mp4': 20, 'b.mp4': 15, 'bb.mp4': 8, 'c.mp4': 10, 'd.mp4': 8 });
      expect([...new Set(shown.map(({ file }) => file))]).toEqual(['a.mp4', 'b.mp4', 'bb.mp4', 'c.mp4', 'd.mp4']);
      expect(run.found).toEqual(['a.mp4', 'b.mp4', 'c.mp4', 'aa.mp4', 'bb.mp4', 'd.mp4']);
      expect(run.ends.map((end) => `${end.settled?.name} ${end.settled?.state} ${end.reason}`)).toEqual([
        'a.mp4 played ended',
        'b.mp4 played ended',
        'aa.mp4 passed-over came-late',
        'bb.mp4 played ended',
        'c.mp4 played ended',
        'd.mp4 played ended',
      ]);
      expect(run.states.at(-1)).toMatchObject({ state: 'stopped', reason: 'ended' });
      expect(run.states.at(-1)?.detail).toContain('aa.mp4: it came when its place in the folder had been passed');
    });

    it('plays nothing twice when files that were played are taken away, and names those gone before their turn', async () => {
      const path = freshFolder();
      const { run, shown } = await playThrough(path, {}, ({ file, frameId }) => {
        if (file !== 'a.mp4' || frameId !== 3) return;
        rmSync(join(path, 'b.mp4'));
        rmSync(join(path, 'a.mp4'));
      });
      expect(counts(shown)).toEqual({ 'a.mp4': 20, 'c.mp4': 10 });
      expect(run.ends.map((end) => end.reason)).toEqual(['ended', 'not-found', 'ended']);
      expect(run.states.at(-1)?.reason).toBe('ended');
      expect(run.states.at(-1)?.detail).toContain('b.mp4: it was gone when its turn came');
      // How long the missing file would have been nobody knows.
      expect(run.starts.map((start) => start.anchor.quality)).toEqual(['given', 'assumed']);
    });

    it('names a file that was replaced after it was counted', async () => {
      const path = freshFolder();
      const { run, shown } = await playThrough(path, {}, ({ file, frameId }) => {
        if (file === 'c.mp4' && frameId === 3) copyFileSync(join(root.path, 'other.mp4'), join(path, 'a.mp4'));
      });
      expect(counts(shown)).toEqual({ 'a.mp4': 20, 'b.mp4': 15, 'c.mp4': 10 });
      expect(run.states.at(-1)?.detail).toContain('a.mp4: it was replaced after it was counted');
    });

    it('has failed when it is taken away before all of it was played, and not when that happens behind its last file', async () => {
      const early = freshFolder();
      const lost = await playThrough(early, {}, ({ file, frameId }) => {
        if (file === 'b.mp4' && frameId === 3) renameSync(early, `${early}-away`);
      });
      expect(counts(lost.shown)).toEqual({ 'a.mp4': 20, 'b.mp4': 15 });
      expect(lost.run.states.at(-1)).toMatchObject({ state: 'stopped', reason: 'not-found' });
      const late = freshFolder();
      const whole = await playThrough(late, {}, ({ file, frameId }) => {
        if (file === 'c.mp4' && frameId === 3) renameSync(late, `${late}-away`);
      });
      expect(whole.run.states.at(-1)).toMatchObject({ state: 'stopped', reason: 'ended' });
    });

    it('goes on in the file whose ffmpeg was killed, unless it was replaced meanwhile', async () => {
      const path = freshFolder();
      await make('-f', 'lavfi', '-i', numbered(50, 12.5, '320x180'), ...X264, '-g', '10', join(path, 'b.mp4'));
      const whole = await playThrough(path, { settings: { width: 320 } });
      const killAt = async ({ file, frameId }: Shown, run: Recorded, spoil?: () => void) => {
        await pause(5);
        if (file !== 'b.mp4' || frameId !== 12 || run.starts.length !== 2) return;
        spoil?.();
        for (const pid of run.children.keys()) process.kill(pid, 'SIGKILL');
      };
      const killed = await playThrough(path, { settings: { width: 320 } }, (one, run) => killAt(one, run));
      expect(killed.run.ends.map((end) => end.reason)).toEqual(['ended', 'killed', 'ended', 'ended']);
      expect(killed.shown).toEqual(whole.shown);
      const spoil = () => copyFileSync(join(root.path, 'other.mp4'), join(path, 'b.mp4'));
      const replaced = await playThrough(path, { settings: { width: 320 } }, (one, run) => killAt(one, run, spoil));
      expect(replaced.run.states.at(-1)).toMatchObject({ state: 'stopped', reason: 'resume-mismatch' });
    });
  });

  it('gives a recording without a date the start that was told only where nothing was played before it', async () => {
    const path = freshFolder();
    await appendFile(join(path, '0.mp4'), 'this is a letter to a friend and no video at all');
    const { run } = await playThrough(path);
    expect(run.starts.map((start) => start.anchor.utcUs - START_UTC_US)).toEqual([0, 1_600_000, 3_100_000]);
    // What was to be the first could not be played: that the start is that of the second is no more than likely.
    expect(run.starts.map((start) => start.anchor.quality)).toEqual(['assumed', 'assumed', 'assumed']);
  });

  it('that is shown again and again begins with its first file each time, and goes on past what is taken away', async () => {
    const path = freshFolder();
    const run = record({ kind: 'folder', path, pace: 'loop' }, { settings: { viewWidth: null } });
    await run.until('the first file', () => run.starts.length === 1);
    rmSync(join(path, 'c.mp4'));
    await run.until('the second pass', () => run.starts.length === 3, 40_000);
    expect(run.starts.map((start) => start.item?.name)).toEqual(['a.mp4', 'b.mp4', 'a.mp4']);
    await run.source.stop();
  });

  it('that is empty is told so', async () => {
    const path = join(root.path, 'nothing');
    await mkdir(path);
    const { run } = await playThrough(path);
    expect(run.states.at(-1)).toMatchObject({ reason: 'not-found' });
  });
});

const NAMES = ['a.mp4', 'b.mp4', 'c.mp4'];
const nameOf = (at: number): string => NAMES[at] ?? '';
type Whole = Awaited<ReturnType<typeof playThrough>>;
const anchorOf = (run: Recorded, at: number) => run.starts[at]!.anchor;

/** What a process leaves that is killed behind a frame of a file, or before its first (null). */
function leftAt({ run, shown }: Whole, at: number, frameId: number | null): { place: FolderPlace; last: Shown | null } {
  const walk: FolderWalk = NAMES.map((name, index): WalkedFile => {
    const begun = index < at || (index === at && frameId !== null);
    const mark = begun ? (run.starts[index]?.item?.mark ?? null) : null;
    return { name, state: index < at ? 'played' : begun ? 'playing' : 'waiting', mark, note: '' };
  });
  const clock = run.ends[at - 1]?.settled?.clock ?? null;
  const last = shown.find((one) => one.file === nameOf(at) && one.frameId === frameId) ?? null;
  return { place: { walk, clock }, last };
}
