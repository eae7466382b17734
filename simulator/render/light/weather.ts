import { BufferAttribute, BufferGeometry, DoubleSide, Group, Mesh, ShaderMaterial } from 'three';
import type { Object3D } from 'three';
import { randomStream } from '../../world/random.ts';
import { isDark } from './mood.ts';
import type { Mood } from './mood.ts';

/** What moves in the air. The same seed and moment always look the same. */
export interface Weather {
  readonly root: Object3D;
  update(seconds: number): void;
  dispose(): void;
}

const DROPS = 900;
/** Rain falls in a box around the camera, as wide and high as this. */
const BOX = 26;
const VERTICES = 6;
const CORNERS = [-1, 0, 1, 0, 1, 1, -1, 0, 1, 1, -1, 1] as const;

const RAIN_VERTEX = /* glsl */ `
attribute vec3 start;
uniform float seconds;
uniform vec2 wind;
varying float seen;
void main() {
  float box = ${BOX}.0;
  vec3 fallen = start * box + seconds * vec3( wind, -8.5 );
  vec3 place = mod( fallen - cameraPosition, box ) - 0.5 * box;
  vec4 low = viewMatrix * vec4( place + cameraPosition, 1.0 );
  vec4 high = viewMatrix * vec4( place + cameraPosition + vec3( - wind, 8.5 ) * 0.045, 1.0 );
  vec2 along = normalize( high.xy / - high.z - low.xy / - low.z + vec2( 0.0, 1e-4 ) );
  vec4 view = mix( low, high, position.y );
  view.xy += vec2( along.y, - along.x ) * position.x * ( 0.0022 + 0.0009 * - view.z );
  seen = smoothstep( 1.2, 3.0, - view.z ) * ( 1.0 - smoothstep( 7.0, 13.0, - view.z ) );
  gl_Position = projectionMatrix * view;
}
`;

const RAIN_FRAGMENT = /* glsl */ `
varying float seen;
uniform vec3 shine;
void main() {
  gl_FragColor = vec4( shine, 0.2 * seen );
}
`;

const MIST_VERTEX = /* glsl */ `
attribute vec3 start;
uniform float seconds;
uniform vec2 wind;
varying vec2 corner;
varying float seen;
void main() {
  corner = vec2( position.x, position.y * 2.0 - 1.0 );
  vec2 place = mod( start.xy * 160.0 + seconds * wind * 0.25 - cameraPosition.xy, 160.0 ) - 80.0 + cameraPosition.xy;
  vec4 view = viewMatrix * vec4( place, start.z * 5.0, 1.0 );
  seen = smoothstep( 14.0, 40.0, - view.z );
  view.xy += corner * vec2( 26.0, 5.0 );
  gl_Position = projectionMatrix * view;
}
`;

const MIST_FRAGMENT = /* glsl */ `
varying vec2 corner;
varying float seen;
uniform vec3 shine;
void main() {
  float away = max( 0.0, 1.0 - dot( corner, corner ) );
  gl_FragColor = vec4( shine, away * away * 0.16 * seen );
}
`;

const shared = { seconds: { value: 0 }, wind: { value: [0, 0] }, shine: { value: [1, 1, 1] } };

function airMaterial(vertexShader: string, fragmentShader: string): ShaderMaterial {
  return new ShaderMaterial({
    ...{ vertexShader, fragmentShader, uniforms: shared },
    ...{ transparent: true, depthWrite: false, side: DoubleSide },
  });
}

const rainMaterial = airMaterial(RAIN_VERTEX, RAIN_FRAGMENT);
const mistMaterial = airMaterial(MIST_VERTEX, MIST_FRAGMENT);

export function createWeather(mood: Mood): Weather {
  const random = randomStream(mood.seed, 'weather');
  const root = new Group();
  root.name = 'weather';
  const wind = [random.normal(0, 1.3), random.normal(0, 1.3)];
  const shine = { day: 0.82, overcast: 0.75, 'low-sun': 0.78, dusk: 0.4, night: 0.17 }[mood.light];
  const parts =
    mood.weather === 'rain'
      ? [{ count: DROPS, material: rainMaterial }]
      : mood.weather === 'fog'
        ? [{ count: 7, material: mistMaterial }]
        : [];
  const meshes = parts.map(({ count, material }) => {
    const mesh = new Mesh(particles(count, random.next), material);
    mesh.frustumCulled = false;
    mesh.renderOrder = 10;
    return mesh;
  });
  for (const mesh of meshes) root.add(mesh);
  return {
    root,
    update: (seconds) => {
      shared.seconds.value = seconds;
      shared.wind.value = wind;
      shared.shine.value = isDark(mood) ? [shine, shine * 0.95, shine * 0.86] : [shine, shine, shine];
    },
    dispose: () => {
      root.removeFromParent();
      for (const mesh of meshes) mesh.geometry.dispose();
    },
  };
}

/** Quads that a shader puts to their place. */
function particles(count: number, next: () => number): BufferGeometry {
  const corners = Float32Array.from({ length: count * VERTICES * 3 }, (_, at) => {
    const axis = at % 3;
    return axis === 2 ? 0 : (CORNERS[(Math.floor(at / 3) % VERTICES) * 2 + axis] ?? 0);
  });
  const starts = new Float32Array(count * VERTICES * 3);
  for (let particle = 0; particle < count; particle += 1) {
    const start = [next(), next(), next()];
    for (let vertex = 0; vertex < VERTICES; vertex += 1) starts.set(start, (particle * VERTICES + vertex) * 3);
  }
  const geometry = new BufferGeometry();
  geometry.setAttribute('position', new BufferAttribute(corners, 3));
  geometry.setAttribute('start', new BufferAttribute(starts, 3));
  return geometry;
}
