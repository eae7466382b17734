import { randomStream } from '../world/random.ts';
import type { Camera } from './camera.ts';

/** What moves a camera on its mast. */
export interface CameraMotion {
  /** Wind and lorries: how far it swings, in radians, and how often a second. */
  readonly shake: { readonly swing: number; readonly hertz: number; readonly seed: number } | null;
  /** Somebody knocks it: from this second on it looks another way. */
  readonly knock: { readonly at: number; readonly yaw: number; readonly pitch: number; readonly roll: number } | null;
}

const WAVES = 3;
/** After a knock it swings out for a moment. */
const SETTLES_IN = 0.6;

/** The camera as it looks at one moment of the pictures. */
export function cameraAtMoment(camera: Camera, { shake, knock }: CameraMotion, seconds: number): Camera {
  const [yaw, pitch] = shake === null ? [0, 0] : swayAt(shake, seconds);
  const knocked = knock === null || seconds < knock.at ? 0 : swungOut(seconds - knock.at);
  return {
    ...camera,
    yaw: camera.yaw + yaw + knocked * (knock?.yaw ?? 0),
    pitch: camera.pitch + pitch + knocked * (knock?.pitch ?? 0),
    roll: camera.roll + knocked * (knock?.roll ?? 0),
  };
}

/** A few waves of frequencies that never meet again: bounded by the swing, and the same for the same seed. */
function swayAt(
  { swing, hertz, seed }: NonNullable<CameraMotion['shake']>,
  seconds: number,
): readonly [number, number] {
  const random = randomStream(seed, 'camera shake');
  const axis = (): number => {
    let sum = 0;
    for (let wave = 0; wave < WAVES; wave += 1) {
      const frequency = hertz * random.between(0.6, 1.4);
      sum += Math.sin(2 * Math.PI * (frequency * seconds + random.next()));
    }
    return (swing * sum) / WAVES;
  };
  return [axis(), axis()];
}

function swungOut(since: number): number {
  return since >= SETTLES_IN ? 1 : 1 - Math.exp((-5 * since) / SETTLES_IN) * Math.cos((8 * since) / SETTLES_IN);
}
