/** Levels of service, the best first. */
export const SERVICE_LEVELS = ['A', 'B', 'C', 'D', 'E', 'F'] as const;
/** A level of service. */
export type ServiceLevel = (typeof SERVICE_LEVELS)[number];

/** The mean control delays, in seconds a vehicle, up to which A, B, C, D and E go; beyond the last one it is F. */
export type DelayLimits = readonly [a: number, b: number, c: number, d: number, e: number];

/** What lets vehicles go: signals, or the right of way of others. */
export const JUNCTION_CONTROLS = ['signal', 'priority'] as const;
export type JunctionControl = (typeof JUNCTION_CONTROLS)[number];

/** Highway Capacity Manual, 6th edition: exhibits 19-8 (signals), 20-2 and 22-8 (priority and roundabouts). */
export const HCM_DELAY_LIMITS: Readonly<Record<JunctionControl, DelayLimits>> = {
  signal: [10, 20, 35, 55, 80],
  priority: [10, 15, 25, 35, 50],
};

/** The level that a mean delay stands for; a delay on a limit belongs to the better level. */
export function serviceLevel(meanDelaySeconds: number, limits: DelayLimits): ServiceLevel {
  const at = limits.findIndex((limit) => meanDelaySeconds <= limit);
  return SERVICE_LEVELS[at] ?? 'F';
}

/** Whether limits can be used: each above the one before. */
export function areDelayLimits(limits: readonly number[]): limits is DelayLimits {
  return limits.length === 5 && limits.every((limit, at) => limit > (limits[at - 1] ?? 0));
}
