import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { runTool } from '../../scripts/run-program.ts';

/** No tile ever shows a picture with the boxes of another one: read back from the painted canvas of the real product. */
const SAMPLES = 500;
const LIMIT_MS = 15 * 60_000;

interface Context {
  readonly args: readonly string[];
  readonly folder: string;
  readonly log: (line: string) => void;
}

const figuresSchema = z.object({ samples: z.number(), mismatches: z.number(), distinct: z.number() });

export async function prove({ args, folder, log }: Context) {
  const samples = Number(args[0] ?? SAMPLES);
  const report = path.join(folder, 'overlay.json');
  log(`reading ${samples} pictures back from the canvas`);
  const run = await runTool('vitest/vitest.mjs', ['run', 'tests/e2e/overlay.test.ts'], {
    output: 'keep',
    timeoutMs: LIMIT_MS,
    env: { OVERLAY_SAMPLES: String(samples), OVERLAY_REPORT: report },
  });
  const figures = readFigures(report);
  if (figures === null) throw new Error(`the test gave no figures:\n${run.text}`);
  return {
    title: 'Boxes and the picture under them',
    rows: [{ ...figures, 'test passed': run.code === 0 }],
    holds: run.code === 0 && figures.mismatches === 0 && figures.samples >= samples,
    notes: [
      'The source paints the number of each frame into its picture in binary. A real ONNX model reads the white cells and answers with a box around each. The pictures go through ffmpeg, inference, tracking, gateway and live socket into a page in Chromium.',
      'From the canvas alone the number is read twice: from the brightness of the cells and from the strokes of the boxes around them. A mismatch is a picture on which the two differ.',
      '`distinct` is how many different numbers were seen: a tile that stands still would show few.',
    ],
  };
}

function readFigures(file: string): z.infer<typeof figuresSchema> | null {
  try {
    return figuresSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return null;
  }
}
