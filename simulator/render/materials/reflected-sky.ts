import { Color, Vector2 } from 'three';
import type { ColorRepresentation, Material } from 'three';

/** What shines back from paint and glass: three colours stand for the surroundings, houses and trees being a dark horizon. */
export interface ReflectedSky {
  readonly zenith: ColorRepresentation;
  readonly horizon: ColorRepresentation;
  readonly ground: ColorRepresentation;
}

/** Shared by all materials, so that weather and time of day change every vehicle at once. */
export const sharedSky = {
  skyZenith: { value: new Color('#8fb0d8') },
  skyHorizon: { value: new Color('#d9e2ea') },
  skyGround: { value: new Color('#4a4a48') },
};

export function setReflectedSky({ zenith, horizon, ground }: ReflectedSky): void {
  sharedSky.skyZenith.value.set(zenith);
  sharedSky.skyHorizon.value.set(horizon);
  sharedSky.skyGround.value.set(ground);
}

const HEADER = /* glsl */ `
uniform vec3 skyZenith;
uniform vec3 skyHorizon;
uniform vec3 skyGround;
uniform vec2 mirrorShare;
`;

const MIRROR = /* glsl */ `
{
  vec3 toEye = normalize( vViewPosition );
  vec3 up = normalize( ( viewMatrix * vec4( 0.0, 0.0, 1.0, 0.0 ) ).xyz );
  float height = dot( reflect( - toEye, normal ), up );
  vec3 seen = mix( skyGround, skyHorizon * 0.3, smoothstep( -0.3, 0.0, height ) );
  seen = mix( seen, skyHorizon, smoothstep( 0.06, 0.4, height ) );
  seen = mix( seen, skyZenith, smoothstep( 0.4, 0.95, height ) );
  float grazing = pow( 1.0 - saturate( dot( toEye, normal ) ), 5.0 );
  outgoingLight = mix( outgoingLight, seen, mix( mirrorShare.x, mirrorShare.y, grazing ) );
}
`;

/**
 * Lets a material reflect the sky by a few lines of its own shader: an environment map would do it with texture look-ups
 * that cost most where pictures are drawn without a graphics card. Shares are those seen head on and at a flat angle.
 */
export function reflectSky<Kind extends Material>(material: Kind, headOn: number, grazing: number): Kind {
  const mirrorShare = { value: new Vector2(headOn, grazing) };
  material.onBeforeCompile = (shader) => {
    Object.assign(shader.uniforms, sharedSky, { mirrorShare });
    shader.fragmentShader = `${HEADER}${shader.fragmentShader}`.replace(
      '#include <opaque_fragment>',
      `${MIRROR}#include <opaque_fragment>`,
    );
  };
  material.customProgramCacheKey = () => 'reflects-sky';
  return material;
}
