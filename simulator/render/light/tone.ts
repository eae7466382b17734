import { CustomToneMapping, ShaderChunk } from 'three';
import type { WebGLRenderer } from 'three';

/**
 * What a camera does to light that is too bright for it: linear up to the middle, then softly bent towards white. Curves
 * that three brings along crush the dark greys which roads are made of, or cost more than the lighting itself.
 */
const CURVE = /* glsl */ `
vec3 CustomToneMapping( vec3 color ) {
  color *= toneMappingExposure;
  vec3 over = max( color - 0.5, 0.0 );
  return min( color, 0.5 ) + 0.5 * over / ( over + 0.5 );
}
`;
const GAP = 'vec3 CustomToneMapping( vec3 color ) { return color; }';

/** Gives a renderer the camera's curve; the same for all moods, as another one would compile every shader again. */
export function setToneCurve(renderer: WebGLRenderer, exposure: number): void {
  const chunk = ShaderChunk.tonemapping_pars_fragment;
  if (!chunk.includes(GAP) && !chunk.includes(CURVE)) throw new RangeError('three.js has no place for a tone curve');
  ShaderChunk.tonemapping_pars_fragment = chunk.replace(GAP, CURVE);
  renderer.toneMapping = CustomToneMapping;
  renderer.toneMappingExposure = exposure;
}
