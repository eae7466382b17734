import {
  AmbientLight,
  BackSide,
  Color,
  DirectionalLight,
  FogExp2,
  Group,
  HemisphereLight,
  Mesh,
  PCFShadowMap,
  ShaderMaterial,
  SphereGeometry,
  Vector3,
} from 'three';
import type { Camera, DataTexture, Object3D, Scene, WebGLRenderer } from 'three';
import type { GroundPoint } from '../../world/ground.ts';
import { randomStream } from '../../world/random.ts';
import { setReflectedSky } from '../materials/reflected-sky.ts';
import { cloudTexture } from '../textures/ground-textures.ts';
import { atmosphereOf } from './atmosphere.ts';
import type { Atmosphere } from './atmosphere.ts';
import { setGlowHaze } from './glow-field.ts';
import type { Mood } from './mood.ts';
import { setToneCurve } from './tone.ts';

/** Light from above, what is seen behind everything, and haze between. */
export interface Sky {
  readonly root: Object3D;
  /** Hands background, haze and exposure to a scene and its renderer, and the reflection to all materials. */
  applyTo(scene: Scene, renderer: WebGLRenderer): void;
  /** Keeps the dome around the camera, and the one shadow map on what it sees. */
  follow(camera: Camera, focus: GroundPoint): void;
  dispose(): void;
}

const SHADOW_MAP = 2048;
/** Half the side of the ground that throws shadows; one texel is then 6 cm. */
const SHADOW_REACH = 60;
const SHADOW_AWAY = 140;

const DOME_VERTEX = /* glsl */ `
varying vec3 direction;
void main() {
  direction = position;
  gl_Position = ( projectionMatrix * vec4( mat3( viewMatrix ) * position, 1.0 ) ).xyww;
}
`;

const DOME_FRAGMENT = /* glsl */ `
varying vec3 direction;
uniform vec3 zenith;
uniform vec3 horizon;
uniform vec3 cloudShade;
uniform float cover;
uniform vec2 drift;
uniform sampler2D clouds;
void main() {
  vec3 look = normalize( direction );
  float up = max( 0.0, look.z );
  vec3 colour = mix( horizon, zenith, pow( up, 0.55 ) );
  vec2 place = look.xy / ( up + 0.22 ) * 0.16 + drift;
  float thick = texture2D( clouds, place ).r;
  float cloud = smoothstep( 0.72 - 0.45 * cover, 0.95 - 0.35 * cover, thick + 0.1 * cover );
  colour = mix( colour, cloudShade * ( 0.86 + 0.3 * thick ), cloud * 0.85 * smoothstep( 0.0, 0.25, up ) );
  gl_FragColor = vec4( colour, 1.0 );
  #include <tonemapping_fragment>
  #include <colorspace_fragment>
}
`;

const domeUniforms = {
  zenith: { value: new Color() },
  horizon: { value: new Color() },
  cloudShade: { value: new Color() },
  cover: { value: 0 },
  drift: { value: [0, 0] },
  clouds: { value: null as DataTexture | null },
};

const domeMaterial = new ShaderMaterial({
  ...{ vertexShader: DOME_VERTEX, fragmentShader: DOME_FRAGMENT, uniforms: domeUniforms },
  ...{ side: BackSide, depthWrite: false },
});

export function createSky(mood: Mood): Sky {
  const air = atmosphereOf(mood);
  const root = new Group();
  root.name = 'sky';
  const sun = sunOf(air);
  const dome = new Mesh(new SphereGeometry(10, 24, 12), domeMaterial);
  dome.name = 'dome';
  dome.frustumCulled = false;
  // Last of what hides what lies behind it: most of the dome is hidden by then.
  dome.renderOrder = 3;
  const light = new HemisphereLight(air.dome.above, air.dome.below, air.dome.strength);
  light.position.set(0, 0, 1);
  root.add(dome, sun, sun.target, light, new AmbientLight(air.dome.above, air.dome.strength * 0.12));
  return {
    root,
    applyTo: (scene, renderer) => {
      setDome(air, mood.seed);
      scene.background = null;
      scene.fog = new FogExp2(air.horizon, air.haze);
      setGlowHaze(air.haze);
      setReflectedSky({ zenith: air.zenith, horizon: air.horizon, ground: air.ground });
      renderer.setClearColor(air.horizon);
      renderer.shadowMap.enabled = true;
      renderer.shadowMap.type = PCFShadowMap;
      setToneCurve(renderer, air.exposure);
    },
    follow: (_, focus) => aimSun(sun, air, focus),
    dispose: () => {
      root.removeFromParent();
      dome.geometry.dispose();
      sun.shadow.dispose();
    },
  };
}

function setDome({ zenith, horizon, cloudShade, clouds }: Atmosphere, seed: number): void {
  const random = randomStream(seed, 'clouds');
  domeUniforms.clouds.value ??= cloudTexture();
  domeUniforms.zenith.value.set(zenith);
  domeUniforms.horizon.value.set(horizon);
  domeUniforms.cloudShade.value.set(cloudShade);
  domeUniforms.cover.value = clouds;
  domeUniforms.drift.value = [random.next(), random.next()];
}

function sunOf({ sun }: Atmosphere): DirectionalLight {
  const light = new DirectionalLight(sun.colour, sun.strength);
  // Switching shadows off would compile all shaders again: faint light simply throws faint ones.
  light.castShadow = true;
  light.shadow.mapSize.set(SHADOW_MAP, SHADOW_MAP);
  Object.assign(light.shadow.camera, {
    ...{ left: -SHADOW_REACH, right: SHADOW_REACH, top: SHADOW_REACH, bottom: -SHADOW_REACH },
    ...{ near: 10, far: 2 * SHADOW_AWAY + 60 },
  });
  light.shadow.camera.up.set(0, 0, 1);
  light.shadow.normalBias = 0.05;
  light.shadow.bias = -0.0004;
  return light;
}

/** In steps of one texel along the map, so that edges of shadows do not crawl when the focus moves. */
function aimSun(light: DirectionalLight, { azimuth, elevation }: Atmosphere, focus: GroundPoint): void {
  const step = (16 * SHADOW_REACH) / SHADOW_MAP;
  const target = new Vector3(Math.round(focus.x / step) * step, Math.round(focus.y / step) * step, 0);
  const towards = new Vector3(
    Math.cos(azimuth) * Math.cos(elevation),
    Math.sin(azimuth) * Math.cos(elevation),
    Math.sin(elevation),
  );
  light.target.position.copy(target);
  light.position.copy(target).addScaledVector(towards, SHADOW_AWAY);
  light.target.updateMatrixWorld();
  light.updateMatrixWorld();
}
