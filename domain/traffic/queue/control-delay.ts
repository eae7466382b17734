const KMH = 3.6;

/** What is known of a vehicle's way to the stop line. */
export interface ApproachTrip {
  readonly seconds: number;
  readonly metres: number;
  /** At the stop line, metres a second; null where nobody knows. */
  readonly speedAtLine: number | null;
}

/**
 * The control delay of a vehicle: its travel time to the stop line less that at free speed, and what it still loses
 * beyond the line until it is as fast again. Faster than free it is negative, as the mean over vehicles needs it.
 */
export function controlDelay(trip: ApproachTrip, freeSpeedKmh: number, accelerationMps2: number): number {
  const free = freeSpeedKmh / KMH;
  return trip.seconds - trip.metres / free + accelerationLoss(trip.speedAtLine ?? free, free, accelerationMps2);
}

/** Seconds that are lost while a vehicle gathers speed evenly: (v_f - v)² / (2 a v_f). */
export function accelerationLoss(speed: number, freeSpeed: number, accelerationMps2: number): number {
  if (accelerationMps2 <= 0 || speed >= freeSpeed) return 0;
  return (freeSpeed - Math.max(0, speed)) ** 2 / (2 * accelerationMps2 * freeSpeed);
}
