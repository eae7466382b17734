import { fail, ok } from '../base/result.ts';
import type { Result } from '../base/result.ts';
import { ROAD_USER_CLASSES } from '../detection/classes.ts';
import type { RoadUserClass } from '../detection/classes.ts';
import { PUBLISHED_PCU } from './pcu-tables.ts';
import type { PcuFactors, PcuTableId, VehicleClass } from './pcu-tables.ts';

/** What a site converts vehicles with. */
export interface PcuChoice {
  readonly table: PcuTableId;
  /** The site's own numbers: used with `custom`, and kept while another table is chosen. */
  readonly custom: PcuFactors | null;
}

/** What a site has that chose nothing. */
export const DEFAULT_PCU: PcuChoice = { table: 'specification', custom: null };

/** The classes that drive, in the order of the wire code. */
export const VEHICLE_CLASSES: readonly VehicleClass[] = ROAD_USER_CLASSES.filter(isVehicle);

/** More passenger cars than this is no vehicle. */
const MOST = 20;

/** A volume in passenger car units, and what could not be converted. */
export interface PcuVolume {
  readonly pcu: number;
  /** Vehicles in the volume for whose class the table has no number: they are not in `pcu`. */
  readonly unconverted: number;
}

/** The numbers of a choice; `custom` without numbers of its own is that of the specification. */
export function factorsOf({ table, custom }: PcuChoice): PcuFactors {
  if (table === 'custom') return custom ?? PUBLISHED_PCU.specification;
  return PUBLISHED_PCU[table];
}

/** The factor of a class; null where the table has none, and for those who walk. */
export function factorOf(factors: PcuFactors, name: string): number | null {
  const known = VEHICLE_CLASSES.find((one) => one === name);
  return known === undefined ? null : factors[known];
}

/** Counts by class as one volume: Σ count · factor. Pedestrians are no part of a volume of vehicles, in either unit. */
export function pcuOf(factors: PcuFactors, counts: Iterable<readonly [name: string, count: number]>): PcuVolume {
  let pcu = 0;
  let unconverted = 0;
  for (const [name, count] of counts) {
    if (name === 'pedestrian') continue;
    const factor = factorOf(factors, name);
    if (factor === null) unconverted += count;
    else pcu += count * factor;
  }
  // Sums of tenths: what is behind the sixth place is the machine's and not the table's.
  return { pcu: Math.round(pcu * 1e6) / 1e6, unconverted };
}

/** A table of the site's own, read from outside: every class has a number from 0 to 20, or null for "not converted". */
export function readCustomPcu(given: Readonly<Record<string, unknown>>): Result<PcuFactors> {
  const stranger = Object.keys(given).find((name) => !VEHICLE_CLASSES.some((known) => known === name));
  if (stranger !== undefined) {
    return fail(
      'pcu-class-unknown',
      `there is no vehicle class ${stranger}`,
      `Use these: ${VEHICLE_CLASSES.join(', ')}.`,
    );
  }
  const entries: [VehicleClass, number | null][] = [];
  for (const name of VEHICLE_CLASSES) {
    const value = given[name];
    const usable = value === null || (typeof value === 'number' && value >= 0 && value <= MOST);
    if (!usable) {
      const hint = `Give a number from 0 to ${MOST}, or null where such vehicles are not to be converted.`;
      return fail('pcu-factor-unusable', `the factor of ${name} cannot be used`, hint);
    }
    entries.push([name, value]);
  }
  return ok(factorsFrom(entries));
}

function factorsFrom(entries: readonly (readonly [VehicleClass, number | null])[]): PcuFactors {
  const given = new Map(entries);
  const of = (name: VehicleClass): number | null => given.get(name) ?? null;
  return {
    bicycle: of('bicycle'),
    motorcycle: of('motorcycle'),
    car: of('car'),
    bus: of('bus'),
    truck: of('truck'),
    van: of('van'),
    trailer: of('trailer'),
    emergency_vehicle: of('emergency_vehicle'),
    construction_vehicle: of('construction_vehicle'),
    scooter: of('scooter'),
  };
}

function isVehicle(name: RoadUserClass): name is VehicleClass {
  return name !== 'pedestrian';
}
