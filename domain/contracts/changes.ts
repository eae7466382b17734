import { z } from 'zod';
import { utcUsSchema } from './ids.ts';

/** What made a number: the model, the program and the settings that a session was counted with. */
export const runViewSchema = z.object({
  runId: z.string(),
  modelId: z.string(),
  modelSha256: z.string(),
  configSha256: z.string().describe('Of the settings that change numbers'),
  software: z.string(),
  decoder: z.string(),
  provider: z.string(),
  width: z.number().int().nullable().describe('Of the analysed pictures; null: not known of older runs'),
  height: z.number().int().nullable(),
});
export type RunView = z.infer<typeof runViewSchema>;

export const runsField = z
  .array(runViewSchema)
  .describe('What was counted with in this stretch of time, newest first; at most 100');

/** Something about a camera that may show in its numbers, with its date. */
export const cameraChangeViewSchema = z.object({
  utcUs: utcUsSchema,
  kind: z.enum(['camera', 'line', 'zone', 'calibration', 'settings', 'run']),
  event: z.enum(['added', 'changed', 'removed']),
  subject: z.string().describe('The name of the line or zone; of a run its model'),
  version: z.number().int().nullable(),
  fields: z
    .array(z.string())
    .describe('Which settings changed; of a run, what differs: model, software, settings, decoder, provider, size'),
  actor: z.string().nullable().describe('Null: nobody in person, or no longer known'),
});
export type CameraChangeView = z.infer<typeof cameraChangeViewSchema>;
