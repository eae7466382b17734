import type { Session } from 'electron';
import { APP_SCHEME, isAppAddress } from './app-address.ts';
import { gatewayOrigins } from './page-policy.ts';

/**
 * Kept on disk for the language and the layout of the wall; cookies are none of it: no answer may set one, and
 * what an earlier version left is cleared.
 */
export const PARTITION = 'persist:console';

/** Chromium asks before a page reaches this very machine, and our page lives from reaching the gateway there. */
const GATEWAY_PERMISSIONS: readonly string[] = ['loopback-network', 'local-network-access'];

/** The only permission there is: our own page may reach the gateway. Everything else is refused without asking. */
export function mayHave(permission: string, address: string): boolean {
  return GATEWAY_PERMISSIONS.includes(permission) && isAppAddress(address);
}

/** Whether a request may leave the window at all: our page, the gateway of this launch, and what the page itself made. */
export function mayRequest(address: string, gatewayUrl: string | null, devTools: boolean): boolean {
  const url = URL.parse(address);
  if (url === null) return false;
  if (url.protocol === `${APP_SCHEME}:`) return isAppAddress(address);
  if (url.protocol === 'data:') return true;
  if (url.protocol === 'blob:') return address.startsWith(`blob:${APP_SCHEME}://`);
  if (url.protocol === 'devtools:') return devTools;
  return gatewayOrigins(gatewayUrl).includes(`${url.protocol}//${url.host}`);
}

/** Closes every way out of the session that our page does not need. */
export function lockSession(session: Session, options: { gatewayUrl(): string | null; devTools: boolean }): void {
  session.setPermissionRequestHandler((_contents, permission, callback, details) =>
    callback(mayHave(permission, details.requestingUrl)),
  );
  session.setPermissionCheckHandler((_contents, permission, origin) => mayHave(permission, origin));
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, callback) => callback({}));
  session.webRequest.onBeforeRequest((details, callback) =>
    callback({ cancel: !mayRequest(details.url, options.gatewayUrl(), options.devTools) }),
  );
  session.webRequest.onHeadersReceived((details, callback) => {
    const kept = Object.entries(details.responseHeaders ?? {}).filter(([name]) => name.toLowerCase() !== 'set-cookie');
    callback({ responseHeaders: Object.fromEntries(kept) });
  });
  session.on('will-download', (event, item) => {
    // What our own screens made (an export) goes through the system's save dialog; nothing else is written to disk.
    if (!item.getURL().startsWith(`blob:${APP_SCHEME}://`)) event.preventDefault();
  });
}
