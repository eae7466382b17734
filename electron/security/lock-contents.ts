import type { ElectronApi } from '../electron-api.ts';
import { isAppPage } from './app-address.ts';

/** Addresses outside that the system's browser may be asked to open, each exactly. The product links to none. */
const OPEN_OUTSIDE: readonly string[] = [];

/** Whether a link may be given to the system's browser. */
export function mayOpenOutside(address: string, allowed: readonly string[] = OPEN_OUTSIDE): boolean {
  const url = URL.parse(address);
  return url !== null && url.protocol === 'https:' && allowed.includes(url.href);
}

/**
 * Every page that this program ever makes stays on our own page, opens nothing by itself and embeds nothing. A page that asks
 * for another window of our own page at one of its places gets one that is made and locked like all others.
 */
export function lockAllContents(
  { app, shell }: Pick<ElectronApi, 'app' | 'shell'>,
  onOwnPage: (address: string) => void,
): void {
  app.on('web-contents-created', (_created, contents) => {
    const stay = (event: { preventDefault(): void }, address: string): void => {
      if (!isAppPage(address)) event.preventDefault();
    };
    contents.on('will-navigate', (event) => stay(event, event.url));
    contents.on('will-frame-navigate', (event) => stay(event, event.url));
    contents.on('will-redirect', (event) => stay(event, event.url));
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.setWindowOpenHandler(({ url }) => {
      if (isAppPage(url)) onOwnPage(url);
      else if (mayOpenOutside(url)) void shell.openExternal(url);
      return { action: 'deny' };
    });
  });
  app.on('certificate-error', (event, _contents, _url, _error, _certificate, callback) => {
    event.preventDefault();
    callback(false);
  });
  app.on('select-client-certificate', (event, _contents, _url, _list, callback) => {
    event.preventDefault();
    callback();
  });
}
