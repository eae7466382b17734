/** The address of our own page. Everything that a window may ever show begins with it. */
export const APP_SCHEME = 'tcc';
export const APP_HOST = 'app';
export const APP_ORIGIN = `${APP_SCHEME}://${APP_HOST}`;
export const APP_PAGE = `${APP_ORIGIN}/index.html`;

/** Whether an address is one of ours. Compared part by part: `tcc://app.evil` begins like us too. */
export function isAppAddress(address: string): boolean {
  const url = URL.parse(address);
  return (
    url !== null &&
    url.protocol === `${APP_SCHEME}:` &&
    url.host === APP_HOST &&
    url.username === '' &&
    url.password === ''
  );
}

/** Whether an address is our page itself, at any place behind its #. */
export function isAppPage(address: string): boolean {
  return isAppAddress(address) && ['/', '/index.html'].includes(URL.parse(address)?.pathname ?? '');
}
