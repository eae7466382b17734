import type { SignalLight, SignalState } from '../world/actors.ts';

/** A stretch of the cycle in which some groups may go. */
export interface Stage {
  readonly groups: readonly string[];
  readonly green: number;
  /** People on foot beside them: they begin together, and stop early enough to get across. */
  readonly walks?: readonly string[];
  readonly walkGreen?: number;
}

/** A fixed-time plan. Between two stages groups that lose their green see amber, and then everything is red. */
export interface SignalPlan {
  readonly stages: readonly Stage[];
  readonly amber: number;
  readonly allRed: number;
  /** Shown before green, while everything else is still red. */
  readonly redAmber: number;
  /** How far into its cycle the plan is at the start. */
  readonly offset: number;
}

export function cycleOf({ stages, amber, allRed }: SignalPlan): number {
  return stages.reduce((sum, { green }) => sum + green + amber + allRed, 0);
}

export function groupsOf({ stages }: SignalPlan): readonly string[] {
  return [...new Set(stages.flatMap(({ groups, walks = [] }) => [...groups, ...walks]))].sort();
}

/** Whether two groups are ever green together. */
export function areConcurrent({ stages }: SignalPlan, a: string | null, b: string | null): boolean {
  if (a === null || b === null) return true;
  return stages.some(({ groups }) => groups.includes(a) && groups.includes(b));
}

export function lightOf(plan: SignalPlan, group: string, seconds: number): SignalLight {
  const { stages, amber, allRed, redAmber } = plan;
  const cycle = cycleOf(plan);
  let into = (((seconds + plan.offset) % cycle) + cycle) % cycle;
  for (const [at, { groups, green, walks = [], walkGreen = 0 }] of stages.entries()) {
    const length = green + amber + allRed;
    if (into >= length) {
      into -= length;
      continue;
    }
    if (walks.includes(group)) return into < walkGreen ? 'green' : 'red';
    const next = stages[(at + 1) % stages.length]?.groups.includes(group) ?? false;
    const now = groups.includes(group);
    if (now && (into < green || next)) return 'green';
    if (now && into < green + amber) return 'amber';
    return next && into >= length - redAmber ? 'red-amber' : 'red';
  }
  return 'red';
}

export function lightsAt(plan: SignalPlan, seconds: number): SignalState[] {
  return groupsOf(plan).map((group) => ({ group, light: lightOf(plan, group, seconds) }));
}
