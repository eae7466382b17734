import { LinearFilter, Mesh, OrthographicCamera, PlaneGeometry, Scene, ShaderMaterial, Vector2, Vector4 } from 'three';
import type { Texture, WebGLRenderer } from 'three';
import { focalLength } from '../../camera/camera.ts';
import type { Camera } from '../../camera/camera.ts';
import type { StraightPicture } from './lens.ts';
import type { Sensor } from './wishes.ts';

const VERTEX = `varying vec2 at; void main() { at = uv; gl_Position = vec4(position.xy, 0.0, 1.0); }`;

/** The lens bends, the sensor blurs and grains, and the light is brought to the range that a screen shows. */
const FRAGMENT = `
#include <common>
varying vec2 at;
uniform sampler2D light;
uniform vec2 texel;
uniform vec4 lens; // half width and height of the picture in focal lengths, k1, overscan
uniform float gain, noise, vignette, softness, dirt, paleness, seed, frame;
float hash(vec2 p) {
  vec3 q = fract(vec3(p.xyx) * vec3(0.1031, 0.1030, 0.0973));
  q += dot(q, q.yzx + 33.33);
  return fract((q.x + q.y) * q.z);
}
float cloud(vec2 p) {
  vec2 i = floor(p), f = fract(p);
  f = f * f * (3.0 - 2.0 * f);
  return mix(mix(hash(i), hash(i + vec2(1, 0)), f.x), mix(hash(i + vec2(0, 1)), hash(i + vec2(1, 1)), f.x), f.y);
}
void main() {
  vec2 bent = (at * 2.0 - 1.0) * lens.xy;
  vec2 straight = bent;
  for (int step = 0; step < 12; step++) straight = bent / (1.0 + lens.z * dot(straight, straight));
  vec2 where = straight / lens.xy / lens.w * 0.5 + 0.5;
  vec2 reach = texel * (0.5 + 1.5 * softness);
  vec3 colour = 0.25 * (
    texture2D(light, where + reach * vec2(0.7, 0.3)).rgb + texture2D(light, where + reach * vec2(-0.7, -0.3)).rgb +
    texture2D(light, where + reach * vec2(0.3, -0.7)).rgb + texture2D(light, where + reach * vec2(-0.3, 0.7)).rgb);
  float smear = dirt * smoothstep(0.62, 0.85, 0.6 * cloud(at * 5.0 + seed) + 0.4 * cloud(at * 17.0 - seed));
  colour = mix(colour, vec3(0.16, 0.15, 0.13), 0.75 * smear);
  colour *= gain * (1.0 - vignette * 0.9 * smoothstep(0.2, 1.3, length((at - 0.5) * 2.0)));
  gl_FragColor = vec4(colour, 1.0);
  #include <tonemapping_fragment>
  #include <colorspace_fragment>
  float grey = dot(gl_FragColor.rgb, vec3(0.299, 0.587, 0.114));
  gl_FragColor.rgb = mix(gl_FragColor.rgb, vec3(grey), paleness);
  vec2 grain = gl_FragCoord.xy + vec2(frame * 17.13, frame * 7.77);
  float darkness = 1.0 - 0.6 * grey;
  vec3 grains = vec3(hash(grain), hash(grain + 91.7), hash(grain + 47.3));
  gl_FragColor.rgb += noise * 0.22 * darkness * (mix(grains, grains.xxx, 0.6) - 0.5);
}`;

export interface SensorPass {
  /** Draws what the camera shows into the renderer's canvas. */
  expose(light: Texture, camera: Camera, straight: StraightPicture, frame: number): void;
  dispose(): void;
}

export function createSensorPass(renderer: WebGLRenderer, sensor: Sensor): SensorPass {
  const { gain, noise, vignette, softness, dirt, paleness } = sensor;
  const uniform = (value: number) => ({ value });
  const uniforms = {
    light: { value: null as Texture | null },
    texel: { value: new Vector2() },
    lens: { value: new Vector4() },
    frame: uniform(0),
    seed: uniform(sensor.seed % 1000),
    ...{ gain: uniform(gain), noise: uniform(noise), vignette: uniform(vignette), softness: uniform(softness) },
    ...{ dirt: uniform(dirt), paleness: uniform(paleness) },
  };
  const material = new ShaderMaterial({ uniforms, vertexShader: VERTEX, fragmentShader: FRAGMENT, depthTest: false });
  const plane = new PlaneGeometry(2, 2);
  const scene = new Scene();
  const screen = new Mesh(plane, material);
  screen.frustumCulled = false;
  scene.add(screen);
  const eye = new OrthographicCamera();
  return {
    expose(light, camera, straight, frame) {
      light.magFilter = LinearFilter;
      const focal = focalLength(camera);
      uniforms.light.value = light;
      uniforms.texel.value.set(1 / straight.width, 1 / straight.height);
      uniforms.lens.value.set(camera.width / 2 / focal, camera.height / 2 / focal, camera.k1, straight.overscan);
      uniforms.frame.value = frame % 1000;
      renderer.setRenderTarget(null);
      renderer.render(scene, eye);
    },
    dispose: () => {
      plane.dispose();
      material.dispose();
    },
  };
}
