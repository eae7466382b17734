// What one core carries of all that follows the detector, as camera processes do it: areas, tracking, counting, zones, speeds,
// paths, coverage and facts, for a thousand calibrated cameras side by side. Pictures and detectors are not part of it.
// node bench/analytics.ts [--json] [--cameras N] [--seconds N]
import { randomUUID } from 'node:crypto';
import { parseArgs } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { toMediaUs, toUtcUs } from '../domain/base/time.ts';
import { fitCalibration } from '../domain/calibration/fit-calibration.ts';
import { calibrationDraftSchema } from '../domain/contracts/calibration.ts';
import { cameraConfigSchema } from '../domain/contracts/camera-config.ts';
import type { CameraConfig } from '../domain/contracts/camera-config.ts';
import type { Detections } from '../domain/detection/detections.ts';
import { createFactBatch } from '../workers/analytics/fact-batch.ts';
import { createSessionAnalysis } from '../workers/analytics/session-analysis.ts';
import type { SessionAnalysis } from '../workers/analytics/session-analysis.ts';
import { laneTraffic } from './support/lane-traffic.ts';

const FRAMES_A_SECOND = 10;
/** Cameras do not see the same: each begins somewhere else in one of these. */
const SCENES = 8;
const SCENE_FRAMES = 600;
/** Until tracks are confirmed and windows are full, frames cost less than they will. */
const WARM_FRAMES = 60;

setFlagsFromString('--expose-gc');
const collected: unknown = runInNewContext('gc');

function heapBytes(): number {
  if (typeof collected !== 'function') throw new Error('this Node has no collector to call');
  collected();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/** Two lines, one zone and a calibration: what a site sets up on a busy camera. */
function cameraConfig(name: string): CameraConfig {
  const corners = [
    [0.1, 0.9, -6, 5],
    [0.9, 0.9, 6, 5],
    [0.35, 0.1, -6, 60],
    [0.65, 0.1, 6, 60],
  ] as const;
  const draft = calibrationDraftSchema.parse({
    picture: { width: 640, height: 360 },
    points: corners.map(([x, y, gx, gy]) => ({ picture: { x, y }, ground: { x: gx, y: gy } })),
    region: { kind: 'around-points', factor: 1.5 },
  });
  const fit = fitCalibration(draft);
  if (!fit.ok) throw new Error(fit.failure.message);
  const line = (at: number): object => ({
    ...{ lineId: randomUUID(), versionId: randomUUID(), version: 1, name: `line ${at}` },
    ...{ from: { x: 0, y: at }, to: { x: 1, y: at } },
  });
  const box = [0.2, 0.8].flatMap((y) => [0.1, 0.9].map((x) => ({ x: y > 0.5 ? 1 - x : x, y })));
  return cameraConfigSchema.parse({
    id: name,
    name,
    source: { kind: 'file', path: '/nowhere.mp4', pace: 'realtime' },
    revision: 1,
    lines: [line(0.4), line(0.7)],
    zones: [{ zoneId: randomUUID(), versionId: randomUUID(), version: 1, name: 'road', points: box }],
    calibration: { ...draft, versionId: randomUUID(), version: 1, fit: fit.value },
  });
}

function openSession(config: CameraConfig): SessionAnalysis {
  const run = {
    ...{ runId: 'bench', modelId: 'bench', modelSha256: '0', configSha256: '0', width: 640, height: 360 },
    ...{ decoder: 'none', provider: 'none', software: 'bench' },
  };
  const anchor = { utcUs: toUtcUs(1_780_000_000_000_000), mediaUs: toMediaUs(0), quality: 'given' } as const;
  const modelThresholds = { standard: 0.4, byClass: {} };
  const start = { config, run, model: null, width: 640, height: 360, anchor, modelThresholds };
  return createSessionAnalysis({ sessionId: randomUUID(), start, restored: undefined });
}

interface Measured {
  readonly framesPerSecond: number;
  /** By the processor time of this process, collector included: what others take on a busy machine is not in it. */
  readonly framesPerCpuSecond: number;
  readonly kibPerCamera: number;
  readonly facts: number;
}

/** All cameras take their frames in turn, as the frames of many cameras come: nobody's memory stays in the cache. */
function measure(cameras: number, vehicles: number, seconds: number): Measured {
  const scenes = Array.from({ length: SCENES }, (_, at) =>
    laneTraffic(vehicles, SCENE_FRAMES, FRAMES_A_SECOND, at + 1),
  );
  const configs = Array.from({ length: cameras }, (_, at) => cameraConfig(`camera-${at}`));
  const batch = createFactBatch();
  const before = heapBytes();
  const sessions = configs.map(openSession);
  const raw = new Uint8Array(0);
  let facts = 0;
  const step = (frameId: number): void => {
    const mediaUs = toMediaUs((frameId * 1_000_000) / FRAMES_A_SECOND);
    const frame = { frameId, mediaUs, utcUs: 1_780_000_000_000_000 + mediaUs, raw };
    sessions.forEach((session, at) => session.step(frame, sight(scenes, at, frameId), batch));
    // As the outbox does it: what was gathered is taken, sent and forgotten.
    facts += batch.take().facts.length;
  };
  for (let frame = 0; frame < WARM_FRAMES; frame += 1) step(frame);
  const kibPerCamera = (heapBytes() - before) / cameras / 1024;
  facts = 0;
  const cpuBefore = process.cpuUsage();
  const begun = performance.now();
  let frame = WARM_FRAMES;
  while (performance.now() - begun < seconds * 1000) step(frame++);
  const spent = (performance.now() - begun) / 1000;
  const { user, system } = process.cpuUsage(cpuBefore);
  const frames = (frame - WARM_FRAMES) * cameras;
  const framesPerCpuSecond = Math.round((frames / (user + system)) * 1e6);
  return { framesPerSecond: Math.round(frames / spent), framesPerCpuSecond, kibPerCamera, facts };
}

function sight(scenes: readonly Detections[][], camera: number, frame: number): Detections {
  const scene = scenes[camera % SCENES] ?? [];
  const found = scene[(frame + camera * 7) % SCENE_FRAMES];
  if (found === undefined) throw new Error('the scene is empty');
  return found;
}

function main(): void {
  const { values } = parseArgs({
    options: {
      json: { type: 'boolean', default: false },
      cameras: { type: 'string', default: '1000' },
      seconds: { type: 'string', default: '6' },
    },
  });
  const [cameras, seconds] = [Number(values.cameras), Number(values.seconds)];
  if (!Number.isInteger(cameras) || cameras < 10 || !(seconds > 0)) {
    console.error('--cameras is a whole number from 10 on, --seconds a number over 0');
    process.exitCode = 2;
    return;
  }
  // The compiler learns on a small site first; otherwise the first measured one pays for it.
  measure(10, 10, 2);
  const whole = measure(cameras, 10, seconds);
  const few = measure(Math.round(cameras / 10), 10, seconds / 2);
  const more = measure(Math.round(cameras / 10), 40, seconds / 2);
  const result = {
    cameras,
    framesPerSecond: whole.framesPerSecond,
    framesPerCpuSecond: whole.framesPerCpuSecond,
    kibPerCamera: Number(whole.kibPerCamera.toFixed(1)),
    tenthOfCamerasFramesPerSecond: few.framesPerSecond,
    costGrowthWithCameras: Number((few.framesPerCpuSecond / whole.framesPerCpuSecond).toFixed(3)),
    costGrowthWithFourfoldObjects: Number((few.framesPerCpuSecond / more.framesPerCpuSecond).toFixed(3)),
    facts: whole.facts,
  };
  if (!values.json) {
    console.log(`${cameras} cameras with 10 vehicles each: ${whole.framesPerSecond} frames/s on one core`);
    console.log(`memory of a camera: ${whole.kibPerCamera.toFixed(0)} KiB; ${whole.facts} facts`);
    console.log(`a tenth of the cameras: ${few.framesPerSecond} frames/s; with 40 vehicles ${more.framesPerSecond}`);
  }
  console.log(JSON.stringify(result));
}

main();
