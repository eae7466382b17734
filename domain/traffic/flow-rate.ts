/** A volume as an hourly rate: what would pass in an hour if it went on like this. */
export function hourlyRate(volume: number, seconds: number): number {
  return (volume * 3600) / seconds;
}

/**
 * The rate over the time that was really watched; null where nobody watched. A bin that was watched for half of its time
 * counts for that half only: its volume is not stretched over what nobody saw.
 */
export function watchedRate(volume: number, seconds: number, watchedShare: number): number | null {
  return watchedShare <= 0 ? null : hourlyRate(volume, seconds * watchedShare);
}
