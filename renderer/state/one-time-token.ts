/** The token of a one-time link (`/#token=…`), taken out of the address bar at once so that nobody reads or bookmarks it. */
export function takeOneTimeToken(
  location: Pick<Location, 'hash' | 'pathname' | 'search'>,
  history: Pick<History, 'replaceState'>,
): string | null {
  const token = new URLSearchParams(location.hash.replace(/^#\/?/, '')).get('token');
  if (token === null) return null;
  history.replaceState(null, '', `${location.pathname}${location.search}`);
  return token.length >= 16 ? token : null;
}
