import type { MovementCounts, MovementTrack, MovementVolumes } from '../../domain/contracts/traffic-api.ts';
import type { ClassSupport } from '../../domain/traffic/class-support.ts';
import { readClassSupport } from './read-class-support.ts';
import type { ClassSupportQuery } from './read-class-support.ts';
import { readMovementCounts, readMovementTracks, readMovementVolumes } from './read-movements.ts';
import type { MovementsQuery, MovementTracksQuery, MovementVolumesQuery } from './read-movements.ts';
import type { Sql } from './sqlite.ts';

/** What the reader tells of traffic beyond crossings and totals. */
export interface TrafficReads {
  /** Null where nobody knows what the models of the time could tell. */
  readonly classSupport: (query: ClassSupportQuery) => ClassSupport | null;
  readonly movementCounts: (query: MovementsQuery) => MovementCounts;
  readonly movementVolumes: (query: MovementVolumesQuery) => MovementVolumes;
  readonly movementTracks: (query: MovementTracksQuery) => MovementTrack[];
}

/** Makes several statements of a read look at one state of the data. */
type AtOnce = <A extends unknown[], T>(read: (...asked: A) => T) => (...asked: A) => T;

export function trafficReads(sql: Sql, atOnce: AtOnce): TrafficReads {
  return {
    classSupport: atOnce((query: ClassSupportQuery) => readClassSupport(sql, query)),
    movementCounts: atOnce((query: MovementsQuery) => readMovementCounts(sql, query)),
    movementVolumes: atOnce((query: MovementVolumesQuery) => readMovementVolumes(sql, query)),
    movementTracks: (query) => readMovementTracks(sql, query),
  };
}
