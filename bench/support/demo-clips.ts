import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { repositoryRoot } from '../../scripts/run-program.ts';

const DEMO = path.join(repositoryRoot, 'assets', 'demo');
const pointSchema = z.tuple([z.number(), z.number()]).transform(([x, y]) => ({ x, y }));
const demoSchema = z.object({
  cameras: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      file: z.string().transform((name) => path.join(DEMO, name)),
      truth: z.string().transform((name) => path.join(DEMO, name)),
      lines: z.array(z.object({ name: z.string(), from: pointSchema, to: pointSchema })),
    }),
  ),
});

/** A camera of the demo site: its clip, what is true of it, and the lines that are drawn on it. */
export type DemoCamera = z.infer<typeof demoSchema>['cameras'][number];

export function demoCameras(): readonly DemoCamera[] {
  return demoSchema.parse(JSON.parse(readFileSync(path.join(DEMO, 'demo.json'), 'utf8'))).cameras;
}

export function demoCamera(id: string): DemoCamera {
  const found = demoCameras().find((camera) => camera.id === id);
  if (found === undefined) throw new Error(`the demo has no camera ${id}`);
  return found;
}
