import {
  AdditiveBlending,
  BufferAttribute,
  BufferGeometry,
  DoubleSide,
  DynamicDrawUsage,
  Group,
  Mesh,
  ShaderMaterial,
} from 'three';
import type { Colour, Point } from '../bodies/surface.ts';

/** A light as the lens of a camera blurs it, and as a wet road draws it long. */
export interface Glow {
  readonly at: Point;
  readonly colour: Colour;
  /** Metres from its middle to its edge. */
  readonly size: number;
  /** The heading that it looks in; what has none shines all round. */
  readonly facing?: number;
}

const CORNERS = [-1, -1, 1, -1, 1, 1, -1, -1, 1, 1, -1, 1] as const;
const VERTICES = 6;
const ALL_ROUND = [0, 0] as const;

const FADING = /* glsl */ `
varying vec2 corner;
varying vec3 tint;
varying float seen;
`;

const PLACING = /* glsl */ `
attribute vec3 middle;
attribute vec3 tinted;
attribute float size;
attribute vec2 facing;
uniform float haze;
${FADING}
float towardsCamera( vec3 lamp ) {
  vec2 towards = normalize( cameraPosition.xy - lamp.xy + vec2( 1e-4, 0.0 ) );
  return dot( facing, facing ) < 0.5 ? 1.0 : smoothstep( - 0.15, 0.55, dot( towards, facing ) );
}
`;

/** Turned towards the camera, and a little nearer to it, so that the lamp itself does not hide it. */
const HALO_VERTEX = /* glsl */ `
uniform float strength;
${PLACING}
void main() {
  corner = position.xy;
  tint = tinted;
  vec4 view = viewMatrix * modelMatrix * vec4( middle, 1.0 );
  float away = length( view.xyz );
  view.xyz *= 1.0 - min( 0.5, 0.4 / away );
  seen = strength * towardsCamera( middle ) * exp( - haze * haze * away * away ) / ( 1.0 + away / 150.0 );
  view.xy += position.xy * size * ( 1.0 + away / 140.0 );
  gl_Position = projectionMatrix * view;
}
`;

const HALO_FRAGMENT = /* glsl */ `
${FADING}
void main() {
  float away = length( corner );
  float light = max( 0.0, 1.0 - away );
  light = light * light * ( 0.35 + 0.65 * light * light );
  gl_FragColor = vec4( tint * light * seen, 1.0 );
}
`;

/** On the ground, from under the lamp towards the camera; brightest where a mirror would show it. */
const SMEAR_VERTEX = /* glsl */ `
uniform float wet;
${PLACING}
void main() {
  corner = position.xy;
  tint = tinted;
  vec3 lamp = ( modelMatrix * vec4( middle, 1.0 ) ).xyz;
  vec2 towards = cameraPosition.xy - lamp.xy;
  float apart = max( 1.0, length( towards ) );
  towards /= apart;
  float mirror = apart * lamp.z / ( lamp.z + max( 1.0, cameraPosition.z ) );
  float reach = mirror * ( 1.0 + 0.95 * position.y );
  float width = size * ( 0.28 + apart / 260.0 );
  vec2 place = lamp.xy + towards * reach + vec2( - towards.y, towards.x ) * position.x * width;
  // Large lamps hang high: their light spreads over more of the road.
  seen = wet * towardsCamera( lamp ) * exp( - haze * haze * apart * apart ) * min( 1.0, 0.5 / size );
  // Below footways and islands, so that only the road mirrors.
  gl_Position = projectionMatrix * viewMatrix * vec4( place, 0.009, 1.0 );
}
`;

const SMEAR_FRAGMENT = /* glsl */ `
${FADING}
void main() {
  float across = 1.0 - abs( corner.x );
  float along = 1.0 - corner.y * corner.y;
  gl_FragColor = vec4( tint * across * across * along * seen, 1.0 );
}
`;

/** Shared by all fields: how much haze lies between. */
const haze = { value: 0.001 };

export function setGlowHaze(share: number): void {
  haze.value = share;
}

function glowMaterial(vertexShader: string, fragmentShader: string): ShaderMaterial {
  return new ShaderMaterial({
    ...{ vertexShader, fragmentShader, transparent: true, depthWrite: false, side: DoubleSide },
    ...{ blending: AdditiveBlending, uniforms: { strength: { value: 1 }, wet: { value: 0 }, haze } },
  });
}

const halos = glowMaterial(HALO_VERTEX, HALO_FRAGMENT);
const smears = glowMaterial(SMEAR_VERTEX, SMEAR_FRAGMENT);

/** Many lights in two meshes. Strengths are shared by all fields, as the materials are. */
export class GlowField {
  readonly root = new Group();
  private readonly geometry = new BufferGeometry();
  private room = 0;

  constructor() {
    for (const material of [halos, smears]) {
      const mesh = new Mesh(this.geometry, material);
      mesh.name = material === halos ? 'halos' : 'smears';
      // Its extent is only known on the graphics side.
      mesh.frustumCulled = false;
      mesh.renderOrder = 5;
      this.root.add(mesh);
    }
    this.geometry.setDrawRange(0, 0);
  }

  set(glows: readonly Glow[]): void {
    if (glows.length > this.room) this.grow(Math.max(16, glows.length * 2));
    const [middle, tinted, size, facing] = ['middle', 'tinted', 'size', 'facing'].map((name) =>
      this.geometry.getAttribute(name),
    );
    glows.forEach(({ at, colour, size: metres, facing: heading }, glow) => {
      for (let vertex = glow * VERTICES; vertex < (glow + 1) * VERTICES; vertex += 1) {
        middle?.setXYZ(vertex, ...at);
        tinted?.setXYZ(vertex, ...colour);
        size?.setX(vertex, metres);
        facing?.setXY(
          vertex,
          ...(heading === undefined ? ALL_ROUND : ([Math.cos(heading), Math.sin(heading)] as const)),
        );
      }
    });
    for (const attribute of [middle, tinted, size, facing]) {
      if (attribute instanceof BufferAttribute) attribute.needsUpdate = true;
    }
    this.geometry.setDrawRange(0, glows.length * VERTICES);
    this.root.visible = glows.length > 0;
  }

  setStrength(strength: number, wet: number): void {
    setUniform(halos, 'strength', strength);
    setUniform(smears, 'wet', wet);
    for (const mesh of this.root.children) mesh.visible = mesh.name === 'halos' ? strength > 0 : wet > 0;
  }

  dispose(): void {
    this.geometry.dispose();
  }

  private grow(room: number): void {
    this.room = room;
    this.geometry.dispose();
    const corners = Float32Array.from({ length: room * VERTICES * 3 }, (_, at) => {
      const axis = at % 3;
      return axis === 2 ? 0 : (CORNERS[(Math.floor(at / 3) % VERTICES) * 2 + axis] ?? 0);
    });
    this.geometry.setAttribute('position', new BufferAttribute(corners, 3));
    for (const [name, length] of [
      ['middle', 3],
      ['tinted', 3],
      ['size', 1],
      ['facing', 2],
    ] as const) {
      const attribute = new BufferAttribute(new Float32Array(room * VERTICES * length), length);
      attribute.setUsage(DynamicDrawUsage);
      this.geometry.setAttribute(name, attribute);
    }
  }
}

function setUniform(material: ShaderMaterial, name: string, value: number): void {
  const uniform = material.uniforms[name];
  if (uniform !== undefined) uniform.value = value;
}
