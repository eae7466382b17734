import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { lineDrawingSchema, placeSchema, zoneDrawingSchema } from '../../../domain/contracts/camera-config.ts';
import type { Store } from '../../store/index.ts';

/** `demo.json` as the demo folder holds it: cameras with the lines and zones that are drawn on them. */
const demoSchema = z.object({
  note: z.string(),
  cameras: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      file: z.string(),
      lines: z.array(
        z.object({
          name: z.string(),
          from: z.tuple([z.number(), z.number()]),
          to: z.tuple([z.number(), z.number()]),
          in: z.string(),
          out: z.string(),
        }),
      ),
      zones: z.array(z.object({ name: z.string(), points: z.array(z.tuple([z.number(), z.number()])) })),
      width: z.number(),
      height: z.number(),
      /** Places of the road in shares of the picture and in metres; a lens that is not straight is found from them. */
      calibration: z
        .object({
          points: z.array(
            z.object({ picture: z.tuple([z.number(), z.number()]), ground: z.tuple([z.number(), z.number()]) }),
          ),
          k1: z.number(),
        })
        .optional(),
      latitude: z.number(),
      longitude: z.number(),
      heading: z.number().optional(),
      fieldOfView: z.number().optional(),
    }),
  ),
});

const DEMO = 'demo site';
const MAX_NOTE = 400;
const point = ([x, y]: readonly [number, number]): { x: number; y: number } => ({ x, y });

/** Fills an empty store with the demo site. Says how many cameras it made. */
export async function seedDemoSite(store: Store, folder: string): Promise<number> {
  const file = path.join(folder, 'demo.json');
  if (!existsSync(file)) return 0;
  const demo = demoSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  for (const camera of demo.cameras) {
    const created = await store.command('camera.create', {
      actor: DEMO,
      camera: {
        id: camera.id,
        name: camera.name,
        source: { kind: 'file', path: path.join(folder, camera.file), pace: 'loop' },
        place: placeSchema.parse(camera),
        note: demo.note.slice(0, MAX_NOTE),
      },
    });
    if (!created.ok) throw new Error(`${created.failure.message}: ${created.failure.hint}`);
    for (const line of camera.lines)
      await store.command('line.create', {
        actor: DEMO,
        cameraId: camera.id,
        drawing: lineDrawingSchema.parse({
          name: line.name,
          from: point(line.from),
          to: point(line.to),
          inName: line.in,
          outName: line.out,
        }),
      });
    for (const zone of camera.zones)
      await store.command('zone.create', {
        actor: DEMO,
        cameraId: camera.id,
        drawing: zoneDrawingSchema.parse({ name: zone.name, points: zone.points.map(point) }),
      });
    await calibrate(store, camera);
  }
  return demo.cameras.length;
}

type DemoCamera = z.infer<typeof demoSchema>['cameras'][number];

/** Around the points as far as the road reaches: where the horizon is near, only between them. */
const WIDENED = [1.2, 1] as const;

async function calibrate(store: Store, { id, width, height, calibration }: DemoCamera): Promise<void> {
  if (calibration === undefined) return;
  for (const factor of WIDENED) {
    const put = await store.command('calibration.put', {
      actor: DEMO,
      cameraId: id,
      calibration: {
        picture: { width, height },
        points: calibration.points.map(({ picture, ground }) => ({ picture: point(picture), ground: point(ground) })),
        lens: calibration.k1 === 0 ? 0 : 'find',
        region: { kind: 'around-points', factor },
        note: 'Known from how the footage was drawn.',
      },
    });
    if (put.ok) return;
    if (put.failure.code !== 'calibration-horizon' || factor === WIDENED.at(-1))
      throw new Error(`${put.failure.message} ${put.failure.hint}`);
  }
}
