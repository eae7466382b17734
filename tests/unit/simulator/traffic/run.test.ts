import { expect, it } from 'vitest';
import { SCENES } from '../../../../simulator/scenes/scenes.ts';
import { framesIn, framesOf } from '../../../../simulator/traffic/run.ts';

const RUN = { minutes: 0.1, fps: 12.5, warmUpSeconds: 20 };

it('gives the frames from any one on as they are in the whole run', () => {
  const scene = SCENES['arterial']?.(3);
  if (scene === undefined) throw new Error('no arterial');
  const whole = [...framesOf(scene, RUN)];
  expect(whole).toHaveLength(framesIn(RUN));
  expect(whole.map(({ frame }) => frame)).toEqual(whole.map((_, at) => at));
  expect(whole[10]?.seconds).toBeCloseTo(0.8, 9);
  expect([...framesOf(scene, RUN, 40)]).toEqual(whole.slice(40));
});
