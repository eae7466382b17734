/**
 * How vehicles are followed. Lengths are in "sizes": the square root of a box's area, so that one set of settings holds
 * for a lorry in front of the camera and a car far away. The defaults suit 8 to 15 analysed frames a second.
 */
export interface TrackerSettings {
  /** Width of the picture over its height; movement is judged in square units. */
  readonly aspect: number;
  /** Detections at or above this score are matched first and may confirm a track. */
  readonly highScore: number;
  /** Detections between this and `highScore` only keep a track alive that nothing better was found for. */
  readonly lowScore: number;
  /** A new track needs at least this score. */
  readonly newTrackScore: number;
  /** Confirmation needs this many matches with a high score … */
  readonly confirmFrames: number;
  /** … over at least this long, so that a flash seen by a fast camera is not a vehicle. */
  readonly confirmUs: number;
  /** An unconfirmed track that is not seen for longer is forgotten. */
  readonly tentativeLostUs: number;
  /** So is one that is not confirmed after this long, however often faint detections were taken for it. */
  readonly tentativeUs: number;
  /** A confirmed track that is not seen for longer is over. */
  readonly lostUs: number;
  /** A vehicle that kept its place for this long is standing. */
  readonly standingAfterUs: number;
  /** A standing vehicle that is hidden keeps its identity for this long, at its place only. */
  readonly standingLostUs: number;
  /** Overlap (intersection over union) of prediction and detection that alone is enough for a match. */
  readonly matchIou: number;
  /** The same for detections with a low score. */
  readonly lowMatchIou: number;
  /** Without that overlap: how far the centre may be from its prediction, in standard deviations … */
  readonly gateSigmas: number;
  /** … and in sizes. Fast or small vehicles do not overlap themselves from frame to frame. */
  readonly maxJumpSizes: number;
  /** A detection that covers a followed one by more than this is its double and starts no track. */
  readonly duplicateIou: number;
  /** How far a detector's box wanders around the vehicle, one standard deviation, in sizes. */
  readonly boxNoise: number;
  /** How hard vehicles speed up, in sizes per second^1.5 (the spectral density of white acceleration). */
  readonly agility: number;
  /** How fast a vehicle may already be when it is first seen, one standard deviation, sizes per second. */
  readonly firstSpeed: number;
}

/** The defaults; `aspect` is that of a 16:9 picture and should be set to the camera's own. */
export const DEFAULT_TRACKER_SETTINGS: TrackerSettings = {
  aspect: 16 / 9,
  highScore: 0.4,
  lowScore: 0.1,
  newTrackScore: 0.45,
  confirmFrames: 3,
  confirmUs: 200_000,
  tentativeLostUs: 400_000,
  tentativeUs: 2_000_000,
  lostUs: 2_000_000,
  standingAfterUs: 1_500_000,
  standingLostUs: 30_000_000,
  matchIou: 0.3,
  lowMatchIou: 0.4,
  gateSigmas: 3,
  maxJumpSizes: 2.5,
  duplicateIou: 0.7,
  boxNoise: 0.05,
  agility: 2,
  firstSpeed: 6,
};
