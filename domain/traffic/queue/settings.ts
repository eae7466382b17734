/** When a vehicle queues, and which vehicles make one queue. */
export interface QueueSettings {
  /** Slower than this a vehicle stands: it joins the queue. */
  readonly standsBelowKmh: number;
  /** Faster than this it is on its way again: it leaves the queue. In between it stays what it was. */
  readonly leavesAboveKmh: number;
  /** A larger gap to the vehicle ahead ends the queue, in metres. */
  readonly largestGapMetres: number;
  /** Seconds of source time that the speed of a vehicle is taken over. */
  readonly windowSeconds: number;
  /** So long a queued vehicle that nobody sees is believed to wait where it was. */
  readonly heldSeconds: number;
  /** A queue that ends this near to the far end of its approach spills back. */
  readonly spillbackMetres: number;
  /** How vehicles gather speed beyond the stop line, in m/s²; 0 leaves that part of the delay out. */
  readonly accelerationMps2: number;
}

export const DEFAULT_QUEUE_SETTINGS: QueueSettings = {
  standsBelowKmh: 5,
  leavesAboveKmh: 10,
  largestGapMetres: 15,
  windowSeconds: 1,
  heldSeconds: 5,
  spillbackMetres: 8,
  accelerationMps2: 1.5,
};
