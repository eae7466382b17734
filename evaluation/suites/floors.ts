/**
 * What the shipped detector must reach on the demo site; less fails the build. Set a little under what was measured:
 * they keep what was won, and are raised when more is.
 */
export interface Floors {
  /** The worst camera's. */
  readonly crossingsF1: number;
  readonly idf1: number;
  readonly hota: number;
  readonly ap50: number;
  /** Of all crossings together, as a share. */
  readonly totalError: number;
}

export const FLOORS: Floors = { crossingsF1: 0.5, idf1: 0.5, hota: 0.3, ap50: 0.3, totalError: 0.5 };
