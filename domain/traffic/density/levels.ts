/** How full a place is at a moment. Not a state: it has no memory. */
export const DENSITY_LEVELS = ['empty', 'light', 'moderate', 'dense', 'congested'] as const;
/** A level of density. The specification calls the fourth "heavy" as well; here only the state of a zone is called that. */
export type DensityLevel = (typeof DENSITY_LEVELS)[number];

/** The level of a density; a density on a bound belongs to the level that begins there. */
export function levelOf(density: number, begins: readonly number[]): DensityLevel {
  const passed = begins.filter((begin) => density >= begin).length;
  return DENSITY_LEVELS[Math.min(passed, DENSITY_LEVELS.length - 1)] ?? 'empty';
}
