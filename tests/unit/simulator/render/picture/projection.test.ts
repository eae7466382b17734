import { Vector3 } from 'three';
import { describe, expect, it } from 'vitest';
import { toPicture } from '../../../../../simulator/camera/camera.ts';
import type { Camera } from '../../../../../simulator/camera/camera.ts';
import { cameraAt } from '../../../../../simulator/camera/mounts.ts';
import { drawingCamera } from '../../../../../simulator/render/picture/projection.ts';
import { SCENES } from '../../../../../simulator/scenes/scenes.ts';
import { fromPose } from '../../../../../simulator/world/ground.ts';
import { randomStream } from '../../../../../simulator/world/random.ts';

function drawnAt(camera: Camera, point: Vector3): readonly [number, number] {
  const { x, y } = point.clone().project(drawingCamera(camera));
  return [((x + 1) / 2) * camera.width, ((1 - y) / 2) * camera.height];
}

describe('the camera that pictures are drawn with', () => {
  it.each(Object.keys(SCENES))('sees each point of %s where the exact camera sees it', (name) => {
    const random = randomStream(5, name);
    for (const mount of SCENES[name]!(3).mounts) {
      const camera = cameraAt(mount, { width: 768, height: 432, roll: random.between(-0.1, 0.1) });
      let seen = 0;
      for (let tries = 0; tries < 400 && seen < 40; tries += 1) {
        const { position, yaw } = mount;
        const { x, y } = fromPose({ ...position, heading: yaw }, random.between(5, 150), random.between(-60, 60));
        const z = random.between(0, 6);
        const exact = toPicture(camera, { x, y, z });
        if (exact === null || exact.u < -400 || exact.u > 1200 || exact.v < -400 || exact.v > 900) continue;
        seen += 1;
        const [u, v] = drawnAt(camera, new Vector3(x, y, z));
        expect(Math.hypot(u - exact.u, v - exact.v), `${mount.name} ${x} ${y} ${z}`).toBeLessThan(0.01);
      }
      expect(seen).toBeGreaterThan(5);
    }
  });
});
