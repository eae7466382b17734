import type { IncidentRule, Severity } from './kinds.ts';

/** What every rule has: whether it judges at all, and how urgent what it finds is. */
export interface RuleSettings {
  readonly enabled: boolean;
  readonly severity: Severity;
}

/** The parameters of all rules of a camera. What each means stands with its bounds in the contract, and in docs/traffic/incidents.md. */
export interface IncidentSettings {
  readonly stoppedVehicle: RuleSettings & { readonly holdSeconds: number };
  readonly wrongWay: RuleSettings & {
    readonly holdSeconds: number;
    readonly leastDegrees: number;
    readonly leastSizes: number;
  };
  readonly suddenStop: RuleSettings & {
    readonly deceleration: number;
    readonly pictureDeceleration: number;
    readonly others: number;
    readonly withinSeconds: number;
  };
  readonly onCarriageway: RuleSettings & { readonly holdSeconds: number };
  readonly nearMiss: RuleSettings & {
    readonly petSeconds: number;
    readonly ttcSeconds: number;
    readonly leastKmh: number;
  };
  readonly spillback: RuleSettings & {
    readonly holdSeconds: number;
    readonly reachShare: number;
    readonly leastVehicles: number;
  };
  readonly jam: RuleSettings & {
    readonly holdSeconds: number;
    readonly slowKmh: number;
    readonly freeKmh: number;
    readonly slowSizes: number;
    readonly freeSizes: number;
    readonly leastVehicles: number;
  };
  readonly overCapacity: RuleSettings & { readonly holdSeconds: number };
  readonly speeding: RuleSettings & { readonly overKmh: number };
  readonly tooSlow: RuleSettings & { readonly holdSeconds: number; readonly share: number };
  readonly debris: RuleSettings & {
    readonly holdSeconds: number;
    readonly contrast: number;
    readonly leastCells: number;
  };
  readonly cameraMoved: RuleSettings & { readonly holdSeconds: number; readonly leastShare: number };
}

/** Defaults. The figure of five minutes of jam is the specification's; the others are reasoned in docs/traffic/incidents.md. */
export const DEFAULT_INCIDENT_SETTINGS: IncidentSettings = {
  stoppedVehicle: { enabled: true, severity: 'high', holdSeconds: 10 },
  wrongWay: { enabled: true, severity: 'critical', holdSeconds: 1.5, leastDegrees: 120, leastSizes: 1.5 },
  suddenStop: {
    enabled: true,
    severity: 'critical',
    deceleration: 4,
    pictureDeceleration: 1.2,
    others: 1,
    withinSeconds: 10,
  },
  onCarriageway: { enabled: true, severity: 'high', holdSeconds: 1.5 },
  nearMiss: { enabled: true, severity: 'medium', petSeconds: 1.5, ttcSeconds: 1, leastKmh: 10 },
  spillback: { enabled: true, severity: 'high', holdSeconds: 5, reachShare: 0.25, leastVehicles: 2 },
  jam: {
    enabled: true,
    severity: 'high',
    holdSeconds: 300,
    slowKmh: 10,
    freeKmh: 20,
    slowSizes: 0.6,
    freeSizes: 1.2,
    leastVehicles: 4,
  },
  overCapacity: { enabled: true, severity: 'medium', holdSeconds: 5 },
  speeding: { enabled: true, severity: 'low', overKmh: 10 },
  tooSlow: { enabled: true, severity: 'low', holdSeconds: 4, share: 0.4 },
  debris: { enabled: true, severity: 'high', holdSeconds: 20, contrast: 12, leastCells: 1 },
  cameraMoved: { enabled: true, severity: 'high', holdSeconds: 5, leastShare: 0.015 },
};

/** The part of the settings that a rule goes by. */
export const SETTINGS_OF: Readonly<Record<IncidentRule, keyof IncidentSettings>> = {
  'stopped-vehicle': 'stoppedVehicle',
  'wrong-way': 'wrongWay',
  'sudden-stop': 'suddenStop',
  'on-carriageway': 'onCarriageway',
  'near-miss': 'nearMiss',
  spillback: 'spillback',
  jam: 'jam',
  'over-capacity': 'overCapacity',
  speeding: 'speeding',
  'too-slow': 'tooSlow',
  debris: 'debris',
  'camera-moved': 'cameraMoved',
};
