// What it costs to move a frame from one process to another: processor time on both sides, and how many get through.
// node bench/wire.ts [--json] [--frames N]
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { socketPath } from '../workers/runtime/addresses.ts';
import { startChild } from './support/child-lines.ts';

/** YUV 4:2:0 of the picture that the detector is given, and a JPEG as the screens get it. */
const FRAME_BYTES = (640 * 360 * 3) / 2;
const VIEW_BYTES = 40 * 1024;
const WARM_UP = 320;

const figureSchema = z.object({ cpuMsPerFrame: z.number(), seconds: z.number() });
const round = (value: number, digits: number): number => Number(value.toFixed(digits));

async function move(kind: 'frame' | 'view', bodyBytes: number, frames: number, folder: string) {
  const secret = randomUUID();
  const task = { kind, path: socketPath(folder, kind), secret, warmUp: WARM_UP, frames, bodyBytes };
  const taker = startChild('wire-end.ts', { ...task, role: 'take' });
  await taker.next();
  const giver = startChild('wire-end.ts', { ...task, role: 'give' });
  try {
    const [sent, received] = await Promise.all([giver.next(), taker.next()]);
    return { sent: figureSchema.parse(sent), received: figureSchema.parse(received) };
  } finally {
    await giver.stop();
    await taker.stop();
  }
}

const { values } = parseArgs({
  options: { json: { type: 'boolean', default: false }, frames: { type: 'string', default: '4000' } },
});
// A whole number of views that are answered together.
const frames = Math.max(16, Math.round(Number(values.frames) / 16) * 16);
const folder = mkdtempSync(path.join(os.tmpdir(), 'tcc-wire-'));
try {
  const frame = await move('frame', FRAME_BYTES, frames, folder);
  const view = await move('view', VIEW_BYTES, frames, folder);
  if (!values.json) {
    const line = (what: string, { sent, received }: typeof frame): string =>
      `${what}: sending ${sent.cpuMsPerFrame.toFixed(3)} ms, receiving ${received.cpuMsPerFrame.toFixed(3)} ms of a core; ` +
      `${(frames / received.seconds).toFixed(0)} a second`;
    console.log(line('640x360 yuv420p', frame));
    console.log(line('view, JPEG of 40 KB and 15 tracks', view));
  }
  console.log(
    JSON.stringify({
      sendCpuMsPerFrame: round(frame.sent.cpuMsPerFrame, 4),
      receiveCpuMsPerFrame: round(frame.received.cpuMsPerFrame, 4),
      framesPerSecond: round(frames / frame.received.seconds, 0),
      sendCpuMsPerView: round(view.sent.cpuMsPerFrame, 4),
      receiveCpuMsPerView: round(view.received.cpuMsPerFrame, 4),
      viewsPerSecond: round(frames / view.received.seconds, 0),
      frameBytes: FRAME_BYTES,
      viewBytes: VIEW_BYTES,
      frames,
    }),
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
