import { assertNever } from '../../base/assert.ts';
import type { DensitySettings } from '../density/settings.ts';

/** The states of a zone, from free to full. Unlike a level of density a state has a memory. */
export const ZONE_STATES = ['normal', 'warning', 'heavy', 'jam'] as const;
/** The state of a zone. */
export type ZoneState = (typeof ZONE_STATES)[number];

/**
 * The state after one more density: one step up when it is over the bound of the next state, one step down when it is below
 * the lower bound of the present one, otherwise no change. No state is ever left out.
 */
export function nextZoneState(
  state: ZoneState,
  density: number,
  { states }: Pick<DensitySettings, 'states'>,
): ZoneState {
  switch (state) {
    case 'normal':
      return density > states.warning.over ? 'warning' : 'normal';
    case 'warning':
      if (density > states.heavy.over) return 'heavy';
      return density < states.warning.under ? 'normal' : 'warning';
    case 'heavy':
      if (density > states.jam.over) return 'jam';
      return density < states.heavy.under ? 'warning' : 'heavy';
    case 'jam':
      return density < states.jam.under ? 'heavy' : 'jam';
    default:
      return assertNever(state);
  }
}

/** Whether so much of a zone is taken that vehicles in it hide each other: in these states they are estimated as well. */
export function isCongested(state: ZoneState): boolean {
  return state === 'heavy' || state === 'jam';
}
