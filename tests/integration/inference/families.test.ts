import { describe, expect, it } from 'vitest';
import { SIDE, logitsModel, sizedModel, tableModel } from './family-graphs.ts';
import { greyPicture, manifestFor, open, readable } from './model-kit.ts';

/** Every family says the same two things: a car at 8..24 × 16..32 with 0.8 and a person at 40..48 × 30..60 with 0.5. */
const CAR = { class: 'car', score: 0.8, box: [8, 16, 24, 32] };
const PERSON = { class: 'pedestrian', score: 0.5, box: [40, 30, 48, 60] };
const GRID_ROWS = 84;

function padded(rows: readonly (readonly number[])[], count: number): number[][] {
  const columns = rows[0]?.length ?? 0;
  return Array.from({ length: count }, (_, i) => [...(rows[i] ?? new Array<number>(columns).fill(0))]);
}

/** Cells 18 (x 2, y 2 of stride 8) and 45 (x 5, y 5): the boxes' centres lie at (16, 24) and (44, 45). */
function yoloxRows(): number[][] {
  const rows = padded([new Array<number>(8).fill(0)], GRID_ROWS);
  rows[18] = [0, 1, Math.log(2), Math.log(2), 0.8, 1, 0.2, 0.1];
  rows[45] = [0.5, 0.625, Math.log(1), Math.log(3.75), 1, 0.1, 0.2, 0.5];
  return rows;
}

function transposed(rows: readonly (readonly number[])[]): number[][] {
  return (rows[0] ?? []).map((_, column) => rows.map((row) => row[column] ?? 0));
}

const logit = (score: number) => Math.log(score / (1 - score));

const CASES: [string, string, Uint8Array][] = [
  [
    'YOLOv5',
    'yolov5',
    tableModel(
      padded(
        [
          [16, 24, 16, 16, 0.8, 1, 0.2, 0.1],
          [44, 45, 8, 30, 1, 0.1, 0.2, 0.5],
        ],
        3 * GRID_ROWS,
      ),
    ),
  ],
  [
    'YOLOv8 and YOLO11',
    'yolov8',
    tableModel(
      transposed(
        padded(
          [
            [16, 24, 16, 16, 0.8, 0.2, 0.1],
            [44, 45, 8, 30, 0.1, 0.2, 0.5],
          ],
          GRID_ROWS,
        ),
      ),
    ),
  ],
  ['YOLOX', 'yolox', tableModel(yoloxRows())],
  [
    'end-to-end (YOLOv10, YOLO26)',
    'end2end',
    tableModel(
      padded(
        [
          [8, 16, 24, 32, 0.8, 0],
          [40, 30, 48, 60, 0.5, 2],
        ],
        300,
      ),
    ),
  ],
  [
    'decoded boxes',
    'decoded',
    tableModel(
      padded(
        [
          [8, 16, 24, 32, 0.8, 0.2, 0.1],
          [40, 30, 48, 60, 0.1, 0.2, 0.5],
        ],
        GRID_ROWS,
      ),
    ),
  ],
  [
    'RT-DETR and D-FINE with a size input',
    'detr',
    sizedModel(
      [
        [8 / SIDE, 16 / SIDE, 24 / SIDE, 0.5],
        [40 / SIDE, 30 / SIDE, 0.75, 60 / SIDE],
      ],
      [0.8, 0.5],
      [0, 2],
    ),
  ],
  [
    'RT-DETR and D-FINE as logits',
    'detr',
    logitsModel(
      [
        [logit(0.8), -3, -4],
        [-4, -3, logit(0.5)],
      ],
      [
        [16 / SIDE, 24 / SIDE, 0.25, 0.25],
        [44 / SIDE, 45 / SIDE, 0.125, 30 / SIDE],
      ],
    ),
  ],
  [
    'RT-DETR as one table',
    'detr',
    tableModel(
      padded(
        [
          [0.25, 0.375, 0.25, 0.25, 0.8, 0.2, 0.1],
          [44 / 64, 45 / 64, 0.125, 30 / 64, 0.1, 0.2, 0.5],
        ],
        300,
      ),
    ),
  ],
];

describe('the families, each read from a real session', () => {
  for (const [title, family, bytes] of CASES) {
    it(`${title} gives the boxes, scores and classes that its graph holds`, async () => {
      const detector = await open(bytes, manifestFor(bytes, { family }));
      if (!detector.ok) throw new Error(detector.failure.message);
      const { detections: results } = await detector.value.detect([greyPicture(), greyPicture(200)]);
      await detector.value.release();
      for (const result of results) {
        const seen = readable(result);
        expect(seen.map(({ class: name, score }) => [name, score])).toEqual([
          ['car', 0.8],
          ['pedestrian', 0.5],
        ]);
        [CAR, PERSON].forEach(({ box }, i) => box.forEach((edge, k) => expect(seen[i]?.box[k]).toBeCloseTo(edge, 1)));
      }
    });
  }

  it('refuses a model whose output is of another family, and says which one it looks like', async () => {
    const bytes = tableModel(padded([[8, 16, 24, 32, 0.8, 0]], 300));
    const detector = await open(bytes, manifestFor(bytes, { family: 'yolox' }));
    expect(detector).toMatchObject({ ok: false, failure: { code: 'model-family-mismatch' } });
    expect(detector.ok ? '' : detector.failure.hint).toContain('end2end');
  });

  it('refuses a list of classes that is not as long as the output says', async () => {
    const bytes = tableModel(padded([[8, 16, 24, 32, 0.8, 0.2, 0.1]], GRID_ROWS));
    const detector = await open(bytes, manifestFor(bytes, { classes: ['car', 'bus'] }));
    expect(detector).toMatchObject({ ok: false, failure: { code: 'model-class-count' } });
  });

  it('refuses an input size that is not the model’s', async () => {
    const bytes = tableModel(padded([[8, 16, 24, 32, 0.8, 0.2, 0.1]], GRID_ROWS));
    const input = { width: 96, height: 64, channelOrder: 'bgr', scale: 1, resize: 'stretch' };
    expect(await open(bytes, manifestFor(bytes, { input }))).toMatchObject({ failure: { code: 'model-input-size' } });
  });

  it('says which classes it can see, so that the others are "not supported" and not zero', async () => {
    const bytes = tableModel(padded([[8, 16, 24, 32, 0.8, 0.2, 0.1]], GRID_ROWS));
    const detector = await open(bytes, manifestFor(bytes));
    if (!detector.ok) throw new Error(detector.failure.message);
    expect(detector.value.classMap.supported).toEqual(['car', 'bus', 'pedestrian']);
    await detector.value.release();
  });
});

describe('models without a description', () => {
  const columns = (count: number) => new Array<number>(count).fill(0);
  /** An input of 96 × 96 has 189 cells: unlike 84, no number of columns of COCO's models. */
  const table = (rows: number, width: number) => tableModel(padded([columns(width)], rows), 'batch', 96);
  const CELLS = 189;

  it.each([
    ['yolov5', table(3 * CELLS, 85)],
    ['yolov8', table(84, CELLS)],
    ['yolox', table(CELLS, 85)],
    ['decoded', table(CELLS, 84)],
    ['end2end', table(300, 6)],
    ['detr', table(300, 84)],
  ])('are recognised by their shapes as %s when they have the eighty classes of COCO', async (family, bytes) => {
    const detector = await open(bytes, null);
    if (!detector.ok) throw new Error(detector.failure.message);
    expect(detector.value.manifest.family).toBe(family);
    expect(detector.value.manifest.classes).toHaveLength(80);
    await detector.value.release();
  });

  it('are refused with both readings named when their shape could be either', async () => {
    const detector = await open(table(CELLS, 11), null);
    expect(detector).toMatchObject({ ok: false, failure: { code: 'model-family-ambiguous' } });
    const message = detector.ok ? '' : detector.failure.message;
    expect(message).toContain('yolox with 6 classes');
    expect(message).toContain('decoded with 7 classes');
  });

  it('are refused when nothing is known that looks like them', async () => {
    expect(await open(table(7, 3), null)).toMatchObject({ failure: { code: 'model-family-unknown' } });
  });
});
