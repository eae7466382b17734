import type { Incident } from '../../incidents/incident.ts';
import type { Lane, RoadNetwork } from '../../network/lanes.ts';
import type { Arm } from './arms.ts';
import { strayWalk } from './crossroads.ts';

const STRAYS_AT = 48;
const JAM_AT = 95;

/** What can go wrong at a junction, on different arms, so that several can be asked for in one run. */
export function incidentsAt(network: RoadNetwork, arms: readonly Arm[], nearMissArm: number | null): Incident[] {
  const [first, second, third] = arms;
  const missed = nearMissArm === null ? undefined : arms[nearMissArm];
  if (first === undefined || second === undefined || third === undefined) return [];
  return [
    ...onLane(first.incoming[0], (lane, length) => [
      { kind: 'stopped-vehicle', at: 0, lane, station: length - 40, seconds: 90 },
    ]),
    ...onLane(second.incoming.at(-1), (lane, length) => [
      { kind: 'sudden-stop', at: 0, lane, from: 25, to: length - 35, seconds: 15 },
    ]),
    ...onLane(third.incoming[0], (lane, length) => [
      { kind: 'debris', at: 0, lane, station: length - 45, seconds: 120 },
    ]),
    pedestrian(network, second),
    ...(missed === undefined ? [] : nearMiss(network, missed)),
    { kind: 'spillback', at: 0, exit: third.name, seconds: 420, station: 50, open: 0 },
    { kind: 'jam', at: 0, exit: first.name, seconds: 540, station: JAM_AT, open: 0.04 },
    { kind: 'camera-knocked', at: 0, yaw: 0.07, pitch: -0.04, roll: 0.03 },
  ];
}

function nearMiss(network: RoadNetwork, arm: Arm): Incident[] {
  const walk = strayWalk(network, arm, arm.toStopLine + STRAYS_AT + 12);
  return onLane(rightmost(arm), (lane) => [{ kind: 'near-miss', at: 0, walk, lane, pet: 1.2 }]);
}

function rightmost(arm: Arm): Lane | null {
  return arm.incomingSide ?? arm.incoming.at(-1) ?? null;
}

function onLane(lane: Lane | null | undefined, make: (lane: number, length: number) => Incident[]): Incident[] {
  return lane === null || lane === undefined ? [] : make(lane.index, lane.curve.length);
}

/** Stands on the middle line, between both directions. */
function pedestrian(network: RoadNetwork, arm: Arm): Incident {
  const walk = strayWalk(network, arm, arm.toStopLine + STRAYS_AT);
  return { kind: 'pedestrian-on-carriageway', at: 0, walk, standsAt: walk.curve.length / 2, seconds: 20 };
}
