import { z } from 'zod';

/** Names that a person chose become addresses, files and stream keys: keep them to what is safe in all three. */
export const cameraIdSchema = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,47}$/, 'use 1 to 48 lower-case letters, digits and hyphens, not starting with a hyphen');
export const uuidSchema = z.uuid();

export const normPointSchema = z.object({ x: z.number().min(0).max(1), y: z.number().min(0).max(1) });
export const mediaUsSchema = z.number().int();
export const utcUsSchema = z.number().int().nonnegative();

export type CameraId = z.infer<typeof cameraIdSchema>;

/** How well a session's universal time is known: see `UtcAnchor`. */
export const anchorQualitySchema = z.enum(['rtcp', 'arrival', 'given', 'assumed']);
