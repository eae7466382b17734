import { z } from 'zod';
import { utcUsSchema } from './ids.ts';

/** Where a camera's pictures come from. Passwords never stand in a URL: they travel as `credential`. */
const url = z.string().min(1).max(2048);
const live = { url, backupUrls: z.array(url).max(4).default([]) };

export const rtspSourceSchema = z.object({
  kind: z.literal('rtsp'),
  ...live,
  transport: z.enum(['tcp', 'udp']).default('tcp'),
});
export const rtmpSourceSchema = z.object({ kind: z.literal('rtmp'), ...live });
export const httpSourceSchema = z.object({ kind: z.literal('http'), ...live });
export const hlsSourceSchema = z.object({ kind: z.literal('hls'), ...live });
export const mjpegSourceSchema = z.object({ kind: z.literal('mjpeg'), ...live });
export const fileSourceSchema = z.object({
  kind: z.literal('file'),
  path: z.string().min(1).max(4096),
  /** realtime: as a camera would show it, dropping like one; max: every frame, as fast as the machine can; loop: realtime, again and again. */
  pace: z.enum(['realtime', 'max', 'loop']).default('realtime'),
  /** When frame 0 was taken. Absent: the moment of opening, marked "assumed". */
  startUtcUs: utcUsSchema.optional(),
});
export const folderSourceSchema = z.object({
  kind: z.literal('folder'),
  path: z.string().min(1).max(4096),
  pace: z.enum(['realtime', 'max', 'loop']).default('max'),
  startUtcUs: utcUsSchema.optional(),
});
export const deviceSourceSchema = z.object({
  kind: z.literal('device'),
  /** v4l2: /dev/video0; dshow: video=Name; avfoundation: index. */
  device: z.string().min(1).max(256),
  format: z.enum(['v4l2', 'dshow', 'avfoundation']),
});
export const testSourceSchema = z.object({
  kind: z.literal('test'),
  /** A lavfi graph, for example testsrc2=size=640x360:rate=12.5. Admins only. */
  graph: z.string().min(1).max(2048),
  pace: z.enum(['realtime', 'max']).default('realtime'),
});

export const sourceSchema = z.discriminatedUnion('kind', [
  rtspSourceSchema,
  rtmpSourceSchema,
  httpSourceSchema,
  hlsSourceSchema,
  mjpegSourceSchema,
  fileSourceSchema,
  folderSourceSchema,
  deviceSourceSchema,
  testSourceSchema,
]);
export type CameraSource = z.infer<typeof sourceSchema>;

export const credentialSchema = z.object({ user: z.string().max(256), password: z.string().max(256) });
export type Credential = z.infer<typeof credentialSchema>;

/** Lossless sources wait for us; live ones never do. */
export function isLossless(source: CameraSource): boolean {
  return 'pace' in source && source.pace === 'max';
}
