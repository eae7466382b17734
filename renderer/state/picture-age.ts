/** Reports of when a picture was taken that are older than this at arrival are recordings: their age is counted from arrival. */
const LONGEST_TRANSIT_US = 10_000_000;

/** How old the picture on screen is: since it was taken where that is known, otherwise since it reached the site. */
export function pictureAgeMs(
  head: { readonly utcUs: number; readonly arrivedUtcUs: number },
  siteNowMs: number,
): number {
  const transit = head.arrivedUtcUs - head.utcUs;
  const takenUs = transit >= 0 && transit <= LONGEST_TRANSIT_US ? head.utcUs : head.arrivedUtcUs;
  return Math.max(0, siteNowMs - takenUs / 1000);
}
