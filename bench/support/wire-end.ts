// One end of the measured link, in a process of its own: `take` serves it and answers, `give` dials it and sends.
import { z } from 'zod';
import type { Message } from '../../domain/contracts/messages.ts';
import { dialLink, type Link, serveLinks } from '../../workers/runtime/link.ts';
import { givenTask, say, untilTold } from './child-lines.ts';

const taskSchema = z.object({
  role: z.enum(['give', 'take']),
  kind: z.enum(['frame', 'view']),
  path: z.string(),
  secret: z.string(),
  warmUp: z.number(),
  frames: z.number(),
  bodyBytes: z.number(),
});
type Task = z.infer<typeof taskSchema>;

/** As many frames as a replay keeps on their way, and as many views as fit beside each other on a full wall. */
const ON_THEIR_WAY = { frame: 2, view: 16 } as const;
const SESSION = '0b7f7d39-6f2c-4f0e-9c0e-3d7b4a1f0001';

/** Processor time and clock between the first and the last measured frame; the first frames warm the process up. */
function createMeter({ warmUp, frames }: Task): (frameId: number) => void {
  let cpu = process.cpuUsage();
  let since = performance.now();
  return (frameId) => {
    if (frameId === warmUp) {
      cpu = process.cpuUsage();
      since = performance.now();
    }
    if (frameId !== warmUp + frames) return;
    const { user, system } = process.cpuUsage(cpu);
    say({ cpuMsPerFrame: (user + system) / 1000 / frames, seconds: (performance.now() - since) / 1000 });
  };
}

function headOf(kind: Task['kind'], frameId: number): Message {
  if (kind === 'frame') {
    const shape = { cameraId: 'wire', width: 640, height: 360, format: 'yuv420p' as const };
    return { type: 'infer', seq: frameId, frameId, modelId: null, lossless: true, ...shape };
  }
  const at = 1_700_000_000_000_000 + frameId * 80_000;
  const tracks = Array.from({ length: 15 }, (_, n) => ({ n: n + 1, c: 'car', s: 0.873, b: box(n * 4000) }));
  const times = { mediaUs: frameId * 80_000, utcUs: at, arrivedUtcUs: at };
  const shape = { cameraId: 'wire', sessionId: SESSION, width: 640, height: 360 };
  return { type: 'view', frameId, tracks, analysis: 'on', ...shape, ...times };
}

const box = (at: number): [number, number, number, number] => [at, at, at + 3000, at + 2500];

/** The pixels' answer is the detector's; a view has none in the product, so one of 16 is answered to keep the pace. */
function answerTo(message: Message): Message | null {
  if (message.type === 'view')
    return message.frameId % ON_THEIR_WAY.view === 0 ? { type: 'watch-views', cameras: [] } : null;
  if (message.type !== 'infer') return null;
  const { seq, cameraId, frameId } = message;
  const model = { modelId: 'none', modelSha256: '', provider: 'cpu' };
  return { type: 'detections', seq, cameraId, frameId, count: 0, ...model, waitMs: 0, inferMs: 0, batch: 1 };
}

async function take(task: Task): Promise<() => Promise<void>> {
  const meter = createMeter(task);
  const server = await serveLinks({
    path: task.path,
    secret: task.secret,
    handlers: {
      onMessage(link, message, body) {
        if (body.length !== task.bodyBytes) throw new Error(`a body of ${body.length} bytes`);
        const answer = answerTo(message);
        if (answer !== null) link.send(answer);
        if ('frameId' in message) meter(message.frameId);
      },
    },
  });
  say({ ready: true });
  return () => server.stop();
}

function give(task: Task): () => void {
  const meter = createMeter(task);
  const most = ON_THEIR_WAY[task.kind];
  const bodies = Array.from({ length: 4 }, (_, fill) => Buffer.alloc(task.bodyBytes, fill * 60));
  let frameId = 0;
  const sendSome = (link: Link, count: number): void => {
    for (let sent = 0; sent < count && frameId < task.warmUp + task.frames; sent += 1) {
      frameId += 1;
      link.send(headOf(task.kind, frameId), bodies[frameId % bodies.length]);
      meter(frameId);
    }
  };
  const dialer = dialLink({
    path: task.path,
    secret: task.secret,
    name: 'give',
    peer: 'take',
    handlers: {
      onOpen: (link) => sendSome(link, most),
      onMessage: (link, message) => sendSome(link, message.type === 'detections' ? 1 : most),
    },
  });
  return () => dialer.stop();
}

const task = taskSchema.parse(givenTask());
untilTold(task.role === 'take' ? await take(task) : give(task));
