import type { RoadUserClass } from '../detection/classes.ts';

/** The classes that a passenger car unit can be said of: everything that drives. */
export type VehicleClass = Exclude<RoadUserClass, 'pedestrian'>;

/** Passenger car units by class. Null: the source has no row for such a vehicle, so it gets no number here either. */
export type PcuFactors = Readonly<Record<VehicleClass, number | null>>;

/** The published tables; `custom` is the site's own. */
export const PCU_TABLE_IDS = ['specification', 'irc-106-low', 'irc-106-high', 'hcm', 'trl', 'custom'] as const;
/** The name of a table. */
export type PcuTableId = (typeof PCU_TABLE_IDS)[number];

/** The tables whose numbers nobody at a site can change. Where each row comes from is told in docs/traffic/pcu.md. */
export const PUBLISHED_PCU: Readonly<Record<Exclude<PcuTableId, 'custom'>, PcuFactors>> = {
  /** The counting weights that the product was specified with. */
  specification: {
    bicycle: 0.5,
    motorcycle: 0.7,
    car: 1,
    bus: 3,
    truck: 2.5,
    van: 1.5,
    trailer: 4,
    emergency_vehicle: 1.5,
    construction_vehicle: 2,
    scooter: 0.4,
  },
  /** IRC:106-1990, table 1, a kind of vehicle that makes up to 5 % of the stream. */
  'irc-106-low': {
    bicycle: 0.4,
    motorcycle: 0.5,
    car: 1,
    bus: 2.2,
    truck: 2.2,
    van: 1.4,
    trailer: null,
    emergency_vehicle: null,
    construction_vehicle: null,
    scooter: 0.5,
  },
  /** IRC:106-1990, table 1, a kind of vehicle that makes 10 % of the stream or more. */
  'irc-106-high': {
    bicycle: 0.5,
    motorcycle: 0.75,
    car: 1,
    bus: 3.7,
    truck: 3.7,
    van: 2,
    trailer: null,
    emergency_vehicle: null,
    construction_vehicle: null,
    scooter: 0.75,
  },
  /** Highway Capacity Manual, junctions: E_T = 2.0 for heavy vehicles; bicycles as at roundabouts. */
  hcm: {
    bicycle: 0.5,
    motorcycle: 1,
    car: 1,
    bus: 2,
    truck: 2,
    van: 1,
    trailer: 2,
    emergency_vehicle: null,
    construction_vehicle: 2,
    scooter: 1,
  },
  /** Transport Research Laboratory, research report 67, as used at British signals. */
  trl: {
    bicycle: 0.2,
    motorcycle: 0.4,
    car: 1,
    bus: 2,
    truck: 1.5,
    van: 1,
    trailer: 2.3,
    emergency_vehicle: null,
    construction_vehicle: null,
    scooter: 0.4,
  },
};
