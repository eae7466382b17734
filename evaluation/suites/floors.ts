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
  /** With true boxes in place of the detector's: the tracker and the counter alone. */
  readonly trueBoxesCrossingsF1: number;
  readonly trueBoxesIdf1: number;
}

export const FLOORS: Floors = {
  crossingsF1: 0.62,
  idf1: 0.48,
  hota: 0.4,
  ap50: 0.46,
  totalError: 0.08,
  trueBoxesCrossingsF1: 1,
  trueBoxesIdf1: 0.98,
};
