import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { ROAD_USER_CLASSES } from '../../domain/detection/classes.ts';
import type { DrawnLine } from './picture-drawings.ts';

/** The truth of a film, brought to what is packed beside a clip: its boxes, and who crosses which line in the picture. */

const classSchema = z.enum(ROAD_USER_CLASSES);
const boxSchema = z.tuple([z.number(), z.number(), z.number(), z.number()]);
const actorSchema = z.object({
  id: z.number().int(),
  class: z.string(),
  box: boxSchema.optional(),
  visibleBox: boxSchema.nullable().optional(),
  visibleShare: z.number().optional(),
});
const frameSchema = z.object({ kind: z.literal('frame'), frame: z.number().int(), actors: z.array(actorSchema) });

interface BoxRecord {
  readonly kind: 'box';
  readonly frame: number;
  readonly id: number;
  readonly class: string;
  readonly box: readonly [number, number, number, number];
  readonly visible: number;
}

export interface CrossingRecord {
  readonly kind: 'crossing';
  readonly line: string;
  readonly frame: number;
  readonly id: number;
  readonly class: string;
  readonly direction: 'in' | 'out';
}

const tenth = (value: number): number => Math.round(value * 10) / 10;

/** Everybody of whom at least a pixel is seen. Things that lie about are no road users. */
export function boxRecords(truthFile: string): readonly BoxRecord[] {
  return readFileSync(truthFile, 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('{"kind":"frame"'))
    .map((line) => frameSchema.parse(JSON.parse(line)))
    .flatMap(({ frame, actors }) =>
      actors.flatMap((actor): BoxRecord[] => {
        const kind = classSchema.safeParse(actor.class);
        const { id, box, visibleBox, visibleShare = 0 } = actor;
        if (!kind.success || box === undefined || visibleBox === undefined || visibleBox === null) return [];
        const [left, top, right, bottom] = box;
        const corners = [tenth(left), tenth(top), tenth(right), tenth(bottom)] as const;
        return [
          { kind: 'box', frame, id, class: kind.data, box: corners, visible: Math.round(visibleShare * 100) / 100 },
        ];
      }),
    );
}

interface Spot {
  readonly frame: number;
  readonly x: number;
  readonly y: number;
}

/** The middle of a box's lower edge passes a line: that is what is counted, and therefore what is true. */
export function crossingRecords(
  boxes: readonly BoxRecord[],
  lines: readonly DrawnLine[],
  { width, height }: { readonly width: number; readonly height: number },
): readonly CrossingRecord[] {
  const before = new Map<number, Spot>();
  const found: CrossingRecord[] = [];
  for (const { frame, id, class: kind, box } of boxes) {
    const [left, , right, bottom] = box;
    const now = { frame, x: (left + right) / 2, y: bottom };
    const last = before.get(id);
    before.set(id, now);
    if (last === undefined) continue;
    for (const { name, from, to } of lines) {
      const [start, end] = [from, to].map(([x, y]) => ({ x: x * width, y: y * height }));
      if (start === undefined || end === undefined) continue;
      const direction = directionOver(start, end, last, now);
      if (direction !== null) found.push({ kind: 'crossing', line: name, frame, id, class: kind, direction });
    }
  }
  return found;
}

type Place = Pick<Spot, 'x' | 'y'>;

/** "in" leads to the right-hand side of a line, as seen from its first end. */
function directionOver(from: Place, to: Place, last: Place, now: Place): 'in' | 'out' | null {
  const side = (a: Place, b: Place, p: Place): number => (b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x);
  const [was, is] = [side(from, to, last), side(from, to, now)];
  if (was > 0 === is > 0) return null;
  if (side(last, now, from) > 0 === side(last, now, to) > 0) return null;
  return is > 0 ? 'in' : 'out';
}
