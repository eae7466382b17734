import type { Detections } from '../../domain/detection/detections.ts';

/** The same numbers on every run, so that two runs measure the same work. */
function numbersFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
}

const COLUMNS = 20;
const CAR = 2;

/** Vehicles in lanes that move down the picture at different speeds and come in again at the top; 3 % are missed. */
export function laneTraffic(vehicles: number, frames: number, framesPerSecond: number, seed = vehicles): Detections[] {
  const random = numbersFrom(seed);
  const lanes = Array.from({ length: vehicles }, (_, at) => ({
    x: ((at % COLUMNS) + 0.5) / COLUMNS,
    start: Math.floor(at / COLUMNS) / Math.ceil(vehicles / COLUMNS) + random() * 0.02,
    speed: 0.08 + 0.04 * ((at % COLUMNS) / COLUMNS),
  }));
  return Array.from({ length: frames }, (_, frame) => {
    const boxes = new Float32Array(vehicles * 4);
    const scores = new Float32Array(vehicles);
    lanes.forEach(({ x, start, speed }, at) => {
      const y = ((start + (speed * frame) / framesPerSecond) % 1.1) - 0.05;
      const shake = () => (random() - 0.5) * 0.004;
      boxes.set([x - 0.018 + shake(), y - 0.03 + shake(), x + 0.018 + shake(), y + 0.03 + shake()], at * 4);
      scores[at] = random() < 0.03 ? 0.05 : 0.5 + random() * 0.5;
    });
    return { count: vehicles, boxes, scores, classes: new Uint8Array(vehicles).fill(CAR) };
  });
}
