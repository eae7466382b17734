/** Where a movement begins or ends: a line passed in one direction, or an area. */
export type Gate =
  | { readonly kind: 'line'; readonly lineId: string; readonly direction: 'in' | 'out' }
  | { readonly kind: 'zone'; readonly zoneId: string };

/** Two gates of one key are the same gate. */
export function gateKey(gate: Gate): string {
  return gate.kind === 'line' ? `line ${gate.lineId} ${gate.direction}` : `zone ${gate.zoneId}`;
}

/** What gates are drawn with: the line or the area, whichever it is. */
export function shapeOf(gate: Gate): string {
  return gate.kind === 'line' ? gate.lineId : gate.zoneId;
}

/** A vehicle at a gate. */
export interface Passage {
  readonly gate: string;
  readonly mediaUs: number;
}

/** A line that was crossed. */
export interface CrossedLine {
  readonly lineId: string;
  readonly direction: 'in' | 'out';
  readonly mediaUs: number;
}

/** A stay in an area. */
export interface StayInZone {
  readonly zoneId: string;
  readonly enterMediaUs: number;
  readonly exitMediaUs: number;
}

/** Everything a track did at gates, as beginnings and as ends of movements. */
export interface Passages {
  readonly entries: readonly Passage[];
  readonly exits: readonly Passage[];
}

/**
 * A line is passed at one moment, which is both. A movement that begins in an area begins when the vehicle leaves it, and
 * one that ends in an area ends when the vehicle comes into it: the moments at which it really passes, while a track's
 * beginning and end depend on how far the camera sees.
 */
export function passagesOf(crossed: readonly CrossedLine[], stays: readonly StayInZone[]): Passages {
  const lines = crossed.map(({ lineId, direction, mediaUs }) => ({
    gate: gateKey({ kind: 'line', lineId, direction }),
    mediaUs,
  }));
  const zone = (zoneId: string) => gateKey({ kind: 'zone', zoneId });
  return {
    entries: [...lines, ...stays.map((stay) => ({ gate: zone(stay.zoneId), mediaUs: stay.exitMediaUs }))],
    exits: [...lines, ...stays.map((stay) => ({ gate: zone(stay.zoneId), mediaUs: stay.enterMediaUs }))],
  };
}
