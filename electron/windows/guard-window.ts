import type { BrowserWindow } from 'electron';
import { spendRestart } from '../../domain/camera/restart-budget.ts';
import type { ElectronApi } from '../electron-api.ts';
import type { HostLog } from '../host/host-log.ts';
import type { Texts } from '../i18n/texts.ts';

const TRY_AGAIN = 0;

/** Brings a crashed page back to the place where it was; asks a person when it crashes again and again. */
export function guardWindow(
  window: BrowserWindow,
  { dialog }: Pick<ElectronApi, 'dialog'>,
  { texts, log, nowMs }: { readonly texts: Texts; readonly log: HostLog['write']; nowMs(): number },
): void {
  let history: readonly number[] = [];

  async function ask(reason: string): Promise<void> {
    const { response } = await dialog.showMessageBox(window, {
      type: 'error',
      message: texts('screenFailed'),
      detail: texts('screenFailedDetail', { reason }),
      buttons: [texts('tryAgain'), texts('closeWindow')],
      defaultId: TRY_AGAIN,
    });
    if (window.isDestroyed()) return;
    if (response !== TRY_AGAIN) return window.destroy();
    history = [];
    window.webContents.reload();
  }

  window.webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    if (reason === 'clean-exit' || window.isDestroyed()) return;
    log('error', 'a window crashed', { reason, exitCode });
    const verdict = spendRestart(history, nowMs());
    history = verdict.history;
    // The address keeps the place within the page.
    if (verdict.allowed) window.webContents.reload();
    else void ask(reason);
  });
  window.on('unresponsive', () => log('warn', 'a window does not react'));
  window.webContents.on('did-fail-load', (_event, code, description, _url, isMainFrame) => {
    if (isMainFrame) log('error', 'a window could not load', { code, description });
  });
}
