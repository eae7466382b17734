// Decode + detect + track + count + store in a replay, beside the bare model, in interleaved pairs on the same machine.
// node bench/pipeline.ts [--json] [--pairs N]
import { createHash } from 'node:crypto';
import { execFile, execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { buildIfStale } from '../scripts/build-if-stale.ts';
import { repositoryRoot } from '../scripts/run-program.ts';
import { addReplayLine, openBenchSite, replayOnce } from './support/bench-site.ts';

const testdata = path.join(repositoryRoot, '..', 'shared', 'testdata');
const COPIES = 5;

interface Subject {
  readonly modelId: string;
  readonly modelFile: string;
  readonly clip: string;
}

/** YOLOX-nano at 416 where the test data is there, otherwise the shipped model. */
function chooseSubject(folder: string): Subject {
  const weights = path.join(testdata, 'yolox_nano.onnx');
  const clip = path.join(testdata, 'road.mp4');
  if (!existsSync(weights) || !existsSync(clip)) {
    const modelId = 'stopgap-640x352';
    const demo = path.join(repositoryRoot, 'assets', 'demo', 'north-bridge.mp4');
    return { modelId, modelFile: path.join(repositoryRoot, 'models', modelId, 'model.onnx'), clip: demo };
  }
  const modelId = 'yolox-nano';
  const models = path.join(folder, 'models', modelId);
  mkdirSync(models, { recursive: true });
  const bytes = readFileSync(weights);
  writeFileSync(path.join(models, 'model.onnx'), bytes);
  return { modelId, modelFile: path.join(models, 'model.onnx'), clip };
}

/** The clip several times over: starting and stopping weigh less, as they do in an hour of video. */
function longerClip(clip: string, folder: string): string {
  const list = path.join(folder, 'list.txt');
  const longer = path.join(folder, 'media', 'clip.mp4');
  mkdirSync(path.dirname(longer), { recursive: true });
  writeFileSync(list, `file '${clip}'\n`.repeat(COPIES));
  const ffmpeg = process.env['FFMPEG_PATH'] ?? 'ffmpeg';
  execFileSync(ffmpeg, ['-v', 'error', '-f', 'concat', '-safe', '0', '-i', list, '-an', '-c', 'copy', '-y', longer]);
  return longer;
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
const round = (value: number, digits: number): number => Number(value.toFixed(digits));

const runFile = promisify(execFile);

/** The model alone with this many threads, so many times side by side: all together in frames a second. */
async function bare(modelFile: string, threads: number, times: number): Promise<number> {
  const script = path.join(repositoryRoot, 'bench', 'support', 'bare-session.ts');
  const one = () => runFile(process.execPath, [script, modelFile, String(threads), '6']);
  const ends = await Promise.all(Array.from({ length: times }, one));
  return ends.reduce((sum, { stdout }) => sum + Number(stdout), 0);
}

const { values } = parseArgs({
  options: { json: { type: 'boolean', default: false }, pairs: { type: 'string', default: '5' } },
});
const folder = mkdtempSync(path.join(os.tmpdir(), 'tcc-bench-'));
const subject = chooseSubject(folder);
const clip = longerClip(subject.clip, folder);
const threads = Math.min(4, os.availableParallelism());
if (!(await buildIfStale(repositoryRoot))) throw new Error('the build failed');
process.env['NODE_ENV'] = 'production';
const site = await openBenchSite({ folder, model: subject.modelId, media: [path.dirname(clip)] });
await addReplayLine(site);
await replayOnce(site, clip);
const ratios: number[] = [];
const pipelineRates: number[] = [];
const bareRates: number[] = [];
const sideBySideRates: number[] = [];
for (let pair = 0; pair < Number(values.pairs); pair += 1) {
  const bareRate = await bare(subject.modelFile, threads, 1);
  const { frames, seconds, crossings } = await replayOnce(site, clip);
  const sideBySide = await bare(subject.modelFile, 1, threads);
  const rate = frames / seconds;
  sideBySideRates.push(sideBySide);
  ratios.push(rate / bareRate);
  pipelineRates.push(rate);
  bareRates.push(bareRate);
  if (!values.json)
    console.log(
      `pair ${pair + 1}: pipeline ${rate.toFixed(1)} frames/s (${frames} frames, ${crossings} crossings), bare ${bareRate.toFixed(1)}, side by side ${sideBySide.toFixed(1)}`,
    );
}
await site.stop();
rmSync(folder, { recursive: true, force: true });
console.log(
  JSON.stringify({
    efficiency: round(median(ratios), 3),
    framesPerSecond: round(median(pipelineRates), 1),
    bareFramesPerSecond: round(median(bareRates), 1),
    // The harder limit: as many sessions of one thread as there are threads, which is how the product uses them.
    sideBySideFramesPerSecond: round(median(sideBySideRates), 1),
    sideBySideEfficiency: round(median(ratios.map((_, n) => (pipelineRates[n] ?? 0) / (sideBySideRates[n] ?? 1))), 3),
    worst: round(Math.min(...ratios), 3),
    best: round(Math.max(...ratios), 3),
    pairs: ratios.length,
    threads,
    model: subject.modelId,
    modelSha256: createHash('sha256')
      .update(readFileSync(existsSync(subject.modelFile) ? subject.modelFile : path.join(testdata, 'yolox_nano.onnx')))
      .digest('hex'),
  }),
);
