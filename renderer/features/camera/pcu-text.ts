import type { PcuView } from '../../../domain/contracts/traffic-api.ts';
import { pcuOf } from '../../../domain/traffic/pcu.ts';
import type { Formats } from '../../i18n/format.ts';

/** Counts by class in passenger car units; a star says that some of them have no number in the site's table. */
export function pcuText(
  f: Pick<Formats, 'number'>,
  factors: PcuView['factors'],
  byClass: Readonly<Record<string, number>>,
): string {
  const { pcu, unconverted } = pcuOf(factors, Object.entries(byClass));
  return `${f.number(pcu, 1)}${unconverted > 0 ? ' *' : ''}`;
}
