import type { GatewayAccess } from '../../domain/contracts/shell.ts';
import type { CameraStatus, ProcessStatus } from '../../domain/contracts/messages.ts';
import type { ElectronApi } from '../electron-api.ts';
import type { HostLog } from '../host/host-log.ts';
import type { Texts } from '../i18n/texts.ts';
import type { DesktopOptions } from '../options.ts';
import type { AllowedFolders } from '../use-cases/allowed-folders.ts';
import type { Windows } from '../windows/windows.ts';

/** Where the parts of the program are. */
export interface DesktopPaths {
  /** Folder of the entry files of the processes. */
  readonly entries: string;
  readonly preload: string;
  readonly renderer: string;
  /** The picture of the program for windows and task bars; null where the system takes that of the program itself. */
  readonly icon: string | null;
  /** Holds `models` and `assets` as real files, outside any archive. */
  readonly shipped: string;
  /** The packaged ffmpeg; empty leaves the choice to the cameras. */
  readonly ffmpeg: string;
  readonly data: string;
  /** The desktop's own files within the data folder: profile, windows, settings. */
  readonly profile: string;
}

/** What the modules of the desktop share. */
export interface Desktop {
  readonly electron: ElectronApi;
  readonly options: DesktopOptions;
  readonly paths: DesktopPaths;
  readonly version: string;
  readonly texts: Texts;
  readonly log: HostLog;
  readonly windows: Windows;
  readonly folders: AllowedFolders;
  /** Known once the gateway is open. */
  gateway: GatewayAccess | null;
  /** Those who follow the processes and the cameras. */
  readonly onProcesses: Set<(processes: readonly ProcessStatus[]) => void>;
  readonly onCameras: Set<(cameras: readonly CameraStatus[]) => void>;
}
