/**
 * Frames waiting for the detector: a line per camera and one for its replays, served in turn. Nothing here knows models or clocks; both are
 * told with each call, so that the rules of fairness can be read and tested on their own.
 */
export interface QueuedFrame {
  /** Who waits one behind the other, and is answered in that order. */
  readonly line: string;
  /** May have several frames waiting and in one batch; a live camera has one at most in a batch. */
  readonly lossless: boolean;
  readonly arrivedMs: number;
}

/** Who may share a batch with whom. null from a judge: this frame cannot go yet (its model is being loaded). */
export interface BatchTicket {
  /** Frames of one batch share this. */
  readonly group: string;
  readonly maxBatch: number;
  /** Goes without company. */
  readonly alone: boolean;
}

export type Turn<F> = { readonly batch: readonly F[]; readonly group: string } | { readonly waitMs: number } | null;

export interface FrameQueue<F extends QueuedFrame> {
  readonly size: number;
  add(frame: F): void;
  /** Takes the next batch, or says how long waiting for company is worth while, or null: nothing can go. */
  take(nowMs: number, maxWaitMs: number, judge: (frame: F) => BatchTicket | null): Turn<F>;
  /** Removes and returns frames from the heads of the lines as long as `reject` says so. */
  removeHeads(reject: (frame: F) => boolean): F[];
  count(match: (frame: F) => boolean): number;
}

interface Line<F> {
  readonly name: string;
  readonly frames: F[];
  lastSeenMs: number;
}

/** A camera without a frame for this long is not worth waiting for. */
const ACTIVE_MS = 1000;
/** After this long its line is forgotten. */
const FORGET_MS = 60_000;

export function createFrameQueue<F extends QueuedFrame>(): FrameQueue<F> {
  /** In the order in which they are served: whoever was served goes to the end. */
  let lines: Line<F>[] = [];
  return {
    get size() {
      return lines.reduce((sum, line) => sum + line.frames.length, 0);
    },
    add(frame) {
      let line = lines.find(({ name }) => name === frame.line);
      if (line === undefined) {
        line = { name: frame.line, frames: [], lastSeenMs: 0 };
        lines.push(line);
      }
      line.frames.push(frame);
      line.lastSeenMs = frame.arrivedMs;
    },
    take(nowMs, maxWaitMs, judge) {
      lines = lines.filter((line) => line.frames.length > 0 || nowMs - line.lastSeenMs < FORGET_MS);
      const draft = draftBatch(lines, judge);
      if (draft === null) return null;
      if (draft.chosen.length < draft.room) {
        const waitMs = worthWaiting(lines, nowMs, maxWaitMs);
        if (waitMs > 0) return { waitMs };
      }
      const served = new Set(draft.chosen);
      lines = [...lines.filter((line) => !served.has(line)), ...lines.filter((line) => served.has(line))];
      return { batch: draft.chosen.map((line) => line.frames.shift() as F), group: draft.group };
    },
    removeHeads(reject) {
      const removed: F[] = [];
      for (const { frames } of lines) {
        while (frames[0] !== undefined && reject(frames[0])) removed.push(frames.shift() as F);
      }
      return removed;
    },
    count: (match) => lines.reduce((sum, line) => sum + line.frames.filter(match).length, 0),
  };
}

interface Draft<F> {
  /** A line for each frame of the batch; a lossless camera's may come more than once. */
  readonly chosen: readonly Line<F>[];
  readonly room: number;
  readonly group: string;
}

/** One frame of every line in turn; then, while there is room, more of the lossless ones. */
function draftBatch<F extends QueuedFrame>(
  lines: readonly Line<F>[],
  judge: (frame: F) => BatchTicket | null,
): Draft<F> | null {
  const chosen: Line<F>[] = [];
  let leader: BatchTicket | null = null;
  for (let round = 0; ; round += 1) {
    const before = chosen.length;
    for (const line of lines) {
      const frame = line.frames[round];
      if (frame === undefined || (round > 0 && (!frame.lossless || !chosen.includes(line)))) continue;
      if (leader !== null && chosen.length >= leader.maxBatch) break;
      const ticket = judge(frame);
      if (ticket === null || countOf(chosen, line) !== round) continue;
      if (leader === null) leader = ticket.alone ? { ...ticket, maxBatch: 1 } : ticket;
      else if (ticket.group !== leader.group || ticket.alone) continue;
      chosen.push(line);
    }
    if (leader === null) return null;
    if (chosen.length === before || chosen.length >= leader.maxBatch) {
      return { chosen, room: leader.maxBatch, group: leader.group };
    }
  }
}

function countOf<T>(list: readonly T[], item: T): number {
  return list.filter((other) => other === item).length;
}

/** Worth it only while another camera that is at work has nothing here yet, and never longer than allowed. */
function worthWaiting<F extends QueuedFrame>(lines: readonly Line<F>[], nowMs: number, maxWaitMs: number): number {
  const expected = lines.some((line) => line.frames.length === 0 && nowMs - line.lastSeenMs < ACTIVE_MS);
  if (!expected) return 0;
  const oldest = Math.min(...lines.flatMap((line) => line.frames[0]?.arrivedMs ?? []));
  return Math.max(0, oldest + maxWaitMs - nowMs);
}
