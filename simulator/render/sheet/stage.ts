import {
  AmbientLight,
  Color,
  DirectionalLight,
  HemisphereLight,
  Mesh,
  MeshLambertMaterial,
  PlaneGeometry,
  Scene,
} from 'three';
import { setReflectedSky } from '../materials/reflected-sky.ts';

/** Plain ground under sun or street lamps: enough to judge a body by, and no more. */
export function stage(night: boolean, reach = 12): Scene {
  const scene = new Scene();
  scene.background = new Color(night ? '#0b0d12' : '#aeb6bc');
  setReflectedSky(
    night
      ? { zenith: '#05070c', horizon: '#1c2028', ground: '#0a0a0a' }
      : { zenith: '#9fb4cc', horizon: '#dfe5ea', ground: '#55544f' },
  );
  const ground = new Mesh(new PlaneGeometry(900, 900), new MeshLambertMaterial({ color: '#6b6c6e' }));
  ground.receiveShadow = true;
  const sun = new DirectionalLight('#fff4e4', night ? 0.1 : 2.2);
  sun.position.set(14, 22, 30).multiplyScalar(Math.max(1, reach / 20));
  sun.castShadow = !night;
  sun.shadow.mapSize.set(2048, 2048);
  Object.assign(sun.shadow.camera, {
    left: -reach,
    right: reach,
    top: reach,
    bottom: -reach,
    near: 1,
    far: 2.5 * reach + 90,
  });
  sun.shadow.normalBias = 0.03;
  const sky = new HemisphereLight('#dbe6f2', '#6a665e', night ? 0.12 : 1.5);
  sky.position.set(0, 0, 1);
  scene.add(ground, sun, sky, new AmbientLight('#ffffff', night ? 0.05 : 0.15));
  return scene;
}
