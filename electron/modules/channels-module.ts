import type { OpenDialogOptions, WebContents } from 'electron';
import { ok } from '../../domain/base/result.ts';
import { openShellChannels } from '../ipc/shell-channels.ts';
import { pickFile, pickFolder, type ShowOpenDialog } from '../use-cases/pick-path.ts';
import type { Desktop } from './desktop.ts';
import type { HostModule } from './host-module.ts';

/** What windows may ask for: the gateway, and the system's dialogs. */
export function channelsModule(desktop: Desktop): HostModule {
  const { electron, folders, texts, windows, log } = desktop;
  const dialogOf =
    (asker: WebContents): ShowOpenDialog =>
    (options: OpenDialogOptions) => {
      const window = windows.windowOf(asker);
      return window === null
        ? electron.dialog.showOpenDialog(options)
        : electron.dialog.showOpenDialog(window, options);
    };
  return {
    name: 'channels',
    start: () =>
      ok(
        openShellChannels(
          electron,
          {
            gateway() {
              if (desktop.gateway === null) throw new Error('the gateway is not open');
              return desktop.gateway;
            },
            pickFile: (asker, question) => pickFile(question, folders, texts, dialogOf(asker)),
            pickFolder: (asker) => pickFolder(folders, texts, dialogOf(asker)),
          },
          {
            isOurs: (contents) => windows.isOurs(contents),
            refused: (channel, why) => log.write('warn', 'a question to the desktop was refused', { channel, why }),
          },
        ),
      ),
  };
}
