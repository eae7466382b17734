import type { Mood } from '../../simulator/render/light/mood.ts';
import type { Sensor } from '../../simulator/render/picture/wishes.ts';

/** The cameras of the demo: one town that does not exist, by the mouth of a river. */
export interface TownCamera {
  readonly id: string;
  readonly name: string;
  readonly scene: string;
  readonly seed: number;
  /** The name of the scene's camera. */
  readonly mount: string;
  /** More or fewer vehicles than the scene has by itself, as a factor. */
  readonly traffic: number;
  readonly seconds: number;
  readonly warmUpSeconds: number;
  readonly mood: Omit<Mood, 'seed'>;
  readonly k1: number;
  readonly shakeMilliradians: number;
  readonly sensor: Omit<Sensor, 'seed'>;
  readonly crf: number;
  readonly latitude: number;
  readonly longitude: number;
  /** The scene's east, in degrees counter-clockwise from that of the town. */
  readonly turned: number;
  /** So many metres nearer to the middle of the place than the scene has its lines: not where a queue stands. */
  readonly linesMoved: number;
  /** What the scene's lines are called here, and their two directions. */
  readonly lines: Readonly<Record<string, readonly [name: string, into: string, out: string]>>;
  readonly zones: Readonly<Record<string, string>>;
}

const NEW_CAMERA = { gain: 1, noise: 0.06, vignette: 0.12, softness: 0.1, dirt: 0, paleness: 0.05 };
const OLD_CAMERA = { gain: 1.05, noise: 0.16, vignette: 0.25, softness: 0.3, dirt: 0.2, paleness: 0.2 };

/** Seeds of the demo lie beyond those of every split: no detector was ever trained or measured on these places. */
export const TOWN: readonly TownCamera[] = [
  {
    ...{ id: 'north-bridge', name: 'North Bridge', latitude: 52.0978, longitude: 5.1142, turned: 90 },
    ...{ scene: 'bridge', seed: 300_002, mount: 'along the bridge', traffic: 1.6, seconds: 48, warmUpSeconds: 150 },
    ...{ mood: { light: 'day', weather: 'clear' }, sensor: NEW_CAMERA, k1: -0.04, shakeMilliradians: 0.6, crf: 24 },
    linesMoved: 0,
    lines: {
      eastwards: ['Eastbound', 'Out of town', 'Against the traffic'],
      westwards: ['Westbound', 'Towards the city', 'Against the traffic'],
    },
    zones: { eastwards: 'Outbound lanes', westwards: 'Inbound lanes' },
  },
  {
    ...{ id: 'market-street', name: 'Market Street', latitude: 52.0915, longitude: 5.1213, turned: 12 },
    ...{ scene: 'mixed-street', seed: 300_002, mount: 'from a roof', traffic: 1.3, seconds: 48, warmUpSeconds: 150 },
    ...{ mood: { light: 'overcast', weather: 'clear' }, sensor: NEW_CAMERA, k1: -0.05, shakeMilliradians: 0, crf: 24 },
    linesMoved: 13,
    lines: {
      south: ['Market Street', 'Towards the ring road', 'Towards the market'],
      west: ['Chapel Lane', 'Westbound', 'Eastbound'],
    },
    zones: { junction: 'Junction', 'approach south': 'Market Street', 'approach west': 'Chapel Lane' },
  },
  {
    ...{ id: 'station-road', name: 'Station Road', latitude: 52.0884, longitude: 5.1105, turned: 13 },
    ...{ scene: 'junction', seed: 300_006, mount: 'from a roof', traffic: 1.8, seconds: 48, warmUpSeconds: 150 },
    ...{
      mood: { light: 'low-sun', weather: 'clear' },
      sensor: { ...NEW_CAMERA, gain: 1.15 },
      k1: -0.03,
      shakeMilliradians: 0,
      crf: 24,
    },
    linesMoved: 13,
    lines: {
      south: ['Station Road', 'Towards the bridge', 'Towards the station'],
      west: ['Mill Lane', 'Northbound', 'Southbound'],
    },
    zones: { junction: 'Junction', 'approach south': 'Station Road', 'approach west': 'Mill Lane' },
  },
  {
    ...{ id: 'harbour-roundabout', name: 'Harbour Roundabout', latitude: 52.0951, longitude: 5.1302, turned: 14 },
    ...{ scene: 'roundabout', seed: 300_005, mount: 'from a roof', traffic: 2.5, seconds: 48, warmUpSeconds: 150 },
    ...{ mood: { light: 'day', weather: 'clear' }, sensor: OLD_CAMERA, k1: -0.08, shakeMilliradians: 0, crf: 25 },
    linesMoved: 12,
    lines: {
      south: ['Quay Road', 'Towards the harbour', 'Towards the roundabout'],
      west: ['Dock Street', 'Towards the docks', 'Towards the roundabout'],
    },
    zones: { 'approach south': 'Quay Road', 'approach west': 'Dock Street' },
  },
  {
    ...{ id: 'ring-road-west', name: 'Ring Road West', latitude: 52.0839, longitude: 5.0937, turned: -8 },
    ...{ scene: 'motorway', seed: 300_002, mount: 'from a high mast', traffic: 1, seconds: 48, warmUpSeconds: 150 },
    ...{
      mood: { light: 'night', weather: 'clear' },
      sensor: { ...NEW_CAMERA, gain: 1.2, noise: 0.2 },
      k1: 0,
      shakeMilliradians: 1,
      crf: 24,
    },
    linesMoved: 70,
    lines: { after: ['Behind the ramp', 'Eastbound', 'Against the traffic'] },
    zones: { behind: 'Behind the ramp' },
  },
  {
    ...{ id: 'canal-avenue', name: 'Canal Avenue', latitude: 52.0897, longitude: 5.1021, turned: -9 },
    ...{ scene: 'arterial', seed: 300_002, mount: 'from a roof', traffic: 1.5, seconds: 48, warmUpSeconds: 150 },
    ...{
      mood: { light: 'overcast', weather: 'rain' },
      sensor: { ...OLD_CAMERA, gain: 1.2 },
      k1: -0.05,
      shakeMilliradians: 0.8,
      crf: 25,
    },
    linesMoved: 13,
    lines: {
      south: ['Lock Street', 'Southbound', 'Northbound'],
      west: ['Canal Avenue', 'Westbound', 'Eastbound'],
    },
    zones: { junction: 'Junction', 'approach south': 'Lock Street', 'approach west': 'Canal Avenue' },
  },
];
