// Sixteen cameras in a process of their own: as the camera processes do, they send the views that somebody asks for.
import { z } from 'zod';
import { type Link, serveLinks } from '../../workers/runtime/link.ts';
import { givenTask, say, untilTold, usedCpuMs } from './child-lines.ts';
import { wallCamerasSchema } from './wall-store.ts';
import { readWall, type RecordedFrame } from './wall-recording.ts';

const taskSchema = z.object({
  path: z.string(),
  secret: z.string(),
  recording: z.string(),
  cameras: wallCamerasSchema,
  fps: z.number(),
});
const TICK_MS = 4;
const TELL_MS = 250;

interface Playing {
  readonly cameraId: string;
  readonly sessionId: string;
  readonly clip: readonly RecordedFrame[];
  readonly startMs: number;
  frameId: number;
}

const task = taskSchema.parse(givenTask());
const clips = readWall(task.recording);
const periodMs = 1000 / task.fps;
const begunMs = performance.now();
// Real cameras have no common clock: each begins at a moment of its own.
const playing: readonly Playing[] = task.cameras.map(({ cameraId, sessionId }, index) => ({
  cameraId,
  sessionId,
  clip: clips[index % clips.length] ?? [],
  startMs: begunMs + ((index * 7) % task.cameras.length) * (periodMs / task.cameras.length),
  frameId: index * 11,
}));
const watchers = new Map<Link, ReadonlySet<string>>();
let published = 0;

function send(camera: Playing): void {
  const frame = camera.clip[camera.frameId % camera.clip.length];
  camera.frameId += 1;
  if (frame === undefined) return;
  const utcUs = Date.now() * 1000;
  for (const [link, wanted] of watchers) {
    if (!wanted.has(camera.cameraId)) continue;
    const { cameraId, sessionId, frameId } = camera;
    const times = { mediaUs: Math.round(frameId * periodMs * 1000), utcUs: utcUs - 80_000, arrivedUtcUs: utcUs };
    const shape = { width: 640, height: 360, tracks: frame.tracks, analysis: 'on' as const };
    link.send({ type: 'view', cameraId, sessionId, frameId, ...times, ...shape }, frame.jpeg);
    published += 1;
  }
}

function tick(): void {
  const now = performance.now();
  for (const camera of playing) {
    // Each has its own first number; what counts is how many frames its clock says should be out by now.
    const due = Math.floor((now - camera.startMs) / periodMs) + playing.indexOf(camera) * 11;
    while (camera.frameId < due) send(camera);
  }
}

const server = await serveLinks({
  path: task.path,
  secret: task.secret,
  handlers: {
    onMessage(link, message) {
      if (message.type !== 'watch-views') return;
      watchers.set(link, new Set(message.cameras));
      say({ watched: message.cameras });
    },
    onClose: (link) => void watchers.delete(link),
  },
});
const ticking = setInterval(tick, TICK_MS);
const telling = setInterval(() => say({ published, cpuMs: usedCpuMs() }), TELL_MS);
say({ ready: true });
untilTold(() => {
  clearInterval(ticking);
  clearInterval(telling);
  return server.stop();
});
