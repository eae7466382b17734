/** When a picture was taken by the camera's own clock, and the source time of the same picture. */
export interface ReportedTime {
  readonly mediaUs: number;
  readonly utcUs: number;
}

/** A camera's clock, as the times that its sender reports give to its pictures tell it. */
export interface ReportedClock {
  /** Universal time minus source time, as told by several pictures in a row; null until some agree. */
  readonly offsetUs: number | null;
  readonly heardUs: number;
  readonly agreeing: number;
}

/** How far reported times are believed to belong to the pictures they came with. */
export const REPORT_RULES = {
  agreeing: 3,
  /** Times are worked out from one report until the next: between two of them they agree but for rounding. */
  withinUs: 2_000,
} as const;

/** A camera that has not said anything of its clock yet. */
export const NOTHING_REPORTED: ReportedClock = { offsetUs: null, heardUs: NaN, agreeing: 0 };

/** Takes in the reported time of one picture: a single one, or times that fit no picture, change nothing. */
export function hearReport(clock: ReportedClock, { mediaUs, utcUs }: ReportedTime): ReportedClock {
  const heardUs = utcUs - mediaUs;
  const agrees = Math.abs(heardUs - clock.heardUs) <= REPORT_RULES.withinUs;
  const agreeing = agrees ? clock.agreeing + 1 : 1;
  return { offsetUs: agreeing >= REPORT_RULES.agreeing ? heardUs : clock.offsetUs, heardUs, agreeing };
}
