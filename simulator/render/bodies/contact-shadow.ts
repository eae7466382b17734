import { BufferAttribute, BufferGeometry } from 'three';

/** Rings from the middle outwards: size as a share of the half box, metres added to it, darkness. */
const RINGS: readonly (readonly [share: number, beyond: number, alpha: number])[] = [
  [0.72, 0, 1],
  [0.97, 0, 0.72],
  [1, 0.16, 0.25],
  [1, 0.42, 0],
];
const SIDES = 20;
/** Above the road's own markings. */
const LIFT = 0.014;

/** The dark under a body where no sky reaches, in the frame of its part: a rounded box that fades outwards. */
export function contactShadow(length: number, width: number): BufferGeometry {
  const positions: number[] = [0, 0, LIFT];
  const index: number[] = [];
  // Slim bodies stand high over the road for their width: the sky still reaches under them.
  const soft = Math.min(1, width / 1.6);
  const dark = 0.2 + 0.8 * soft;
  const colours: number[] = [0, 0, 0, dark];
  RINGS.forEach(([share, beyond, alpha], ring) => {
    for (let step = 0; step < SIDES; step += 1) {
      const angle = (2 * Math.PI * (step + 0.5)) / SIDES;
      const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
      const size = (Math.abs(cos) ** 5 + Math.abs(sin) ** 5) ** -0.2;
      positions.push(
        cos * size * ((length / 2) * share + beyond * soft),
        sin * size * ((width / 2) * share + beyond * soft),
        LIFT,
      );
      colours.push(0, 0, 0, alpha * dark);
      const [here, next] = [step, (step + 1) % SIDES].map((at) => 1 + ring * SIDES + at) as [number, number];
      if (ring === 0) index.push(0, here, next);
      else index.push(here - SIDES, here, next, here - SIDES, next, next - SIDES);
    }
  });
  const geometry = new BufferGeometry();
  geometry.setAttribute('position', new BufferAttribute(new Float32Array(positions), 3));
  geometry.setAttribute('color', new BufferAttribute(new Float32Array(colours), 4));
  geometry.setIndex(index);
  return geometry;
}
