import { AdditiveBlending, Color, MeshBasicMaterial, MeshLambertMaterial } from 'three';
import type { DataTexture } from 'three';
import { facadeTextures } from '../textures/facade-textures.ts';
import type { FacadeKind } from '../textures/facade-textures.ts';
import {
  asphaltTexture,
  grassTexture,
  leafTexture,
  paintWearTexture,
  pavingTexture,
} from '../textures/ground-textures.ts';
import { reflectSky, sharedSky } from './reflected-sky.ts';

/*
 * As with bodies, materials live as long as the page and are shared by all places. What weather changes are numbers that
 * they share: nothing is compiled again.
 */

/** How wet roads are, 0 to 1. */
const wetness = { value: 0 };
const nightEmission = new Color(0, 0, 0);

export const asphaltMaterial = ground(asphaltTexture(), { metres: 5, broadMetres: 43, contrast: 0.34, wets: 1 });
export const pavingMaterial = ground(pavingTexture(), { metres: 4, broadMetres: 31, contrast: 0.3, wets: 0.45 });
export const grassMaterial = ground(grassTexture(), { metres: 9, broadMetres: 67, contrast: 0.8, wets: 0 });

/** Tyre marks, patches, cracks: thin over the road. */
export const wearMaterial = new MeshLambertMaterial({
  ...{ vertexColors: true, transparent: true, depthWrite: false },
  ...{ polygonOffset: true, polygonOffsetFactor: -0.5, polygonOffsetUnits: -1 },
});

export const paintMaterialOfRoads = new MeshLambertMaterial({
  ...{ vertexColors: true, transparent: true, depthWrite: false, map: paintWearTexture() },
  ...{ polygonOffset: true, polygonOffsetFactor: -1, polygonOffsetUnits: -2 },
});

/** Posts, roofs, rails, benches: everything with its colour in its corners. */
export const solidMaterial = new MeshLambertMaterial({ vertexColors: true });

/** Rivers: hardly any colour of their own. */
export const waterMaterial = reflectSky(new MeshLambertMaterial({ vertexColors: true }), 0.1, 0.8);

export const foliageMaterial = new MeshLambertMaterial({
  ...{ vertexColors: true, map: leafTexture(), alphaTest: 0.45 },
});

const facades = new Map<FacadeKind, MeshLambertMaterial>();

export function facadeMaterial(kind: FacadeKind): MeshLambertMaterial {
  const known = facades.get(kind);
  if (known !== undefined) return known;
  const { day, night } = facadeTextures(kind);
  const made = new MeshLambertMaterial({ vertexColors: true, map: day, emissiveMap: night });
  made.emissive = nightEmission;
  facades.set(kind, made);
  return made;
}

/** Signal lamps and lamp heads that are on. */
export const shiningMaterial = new MeshBasicMaterial({ vertexColors: true, color: new Color(1.6, 1.6, 1.6) });

/** Light that lies on the ground under a lamp. */
export const poolMaterial = new MeshBasicMaterial({
  ...{ vertexColors: true, transparent: true, depthWrite: false, blending: AdditiveBlending },
  ...{ polygonOffset: true, polygonOffsetFactor: -2, polygonOffsetUnits: -3 },
});

export function setPlaceMood({ wet, windows }: { readonly wet: number; readonly windows: number }): void {
  wetness.value = wet;
  nightEmission.setScalar(windows);
}

interface GroundLooks {
  /** Size of one tile, and of the same tile looked up a second time as broad stains: both never end together. */
  readonly metres: number;
  readonly broadMetres: number;
  readonly contrast: number;
  readonly wets: number;
}

const GROUND_COLOUR = /* glsl */ `
{
  vec2 turned = vec2( vMapUv.x * 0.83 - vMapUv.y * 0.56, vMapUv.x * 0.56 + vMapUv.y * 0.83 );
  float broad = texture2D( map, turned / groundLooks.y ).g;
  float grain = texture2D( map, vMapUv / groundLooks.x ).r;
  groundBroad = broad;
  diffuseColor.rgb *= grain * ( 1.0 + groundLooks.z * ( broad - 0.5 ) );
  diffuseColor.rgb *= 1.0 - 0.5 * wetness * groundLooks.w;
}
`;

/** Water stands in hollows; a flat look over them shows the sky. */
const GROUND_MIRROR = /* glsl */ `
if ( wetness * groundLooks.w > 0.0 ) {
  vec3 toEye = normalize( vViewPosition );
  float grazing = pow( 1.0 - saturate( dot( toEye, normal ) ), 4.0 );
  float hollow = smoothstep( 0.38, 0.6, groundBroad );
  outgoingLight = mix( outgoingLight, skyHorizon * 0.75, wetness * groundLooks.w * grazing * mix( 0.3, 0.75, hollow ) );
}
`;

function ground(map: DataTexture, { metres, broadMetres, contrast, wets }: GroundLooks): MeshLambertMaterial {
  const material = new MeshLambertMaterial({ vertexColors: true, map });
  const groundLooks = { value: [metres, broadMetres, contrast, wets] };
  material.onBeforeCompile = (shader) => {
    Object.assign(shader.uniforms, { groundLooks, wetness, skyHorizon: sharedSky.skyHorizon });
    const header =
      'uniform vec4 groundLooks;\nuniform float wetness;\nuniform vec3 skyHorizon;\nfloat groundBroad = 0.5;\n';
    shader.fragmentShader = `${header}${shader.fragmentShader}`
      .replace('#include <map_fragment>', GROUND_COLOUR)
      .replace('#include <opaque_fragment>', `${GROUND_MIRROR}#include <opaque_fragment>`);
  };
  material.customProgramCacheKey = () => 'ground';
  return material;
}
