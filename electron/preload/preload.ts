import { contextBridge, ipcRenderer } from 'electron';
import type { GatewayAccess, PickedPath, PickFile } from '../../domain/contracts/shell.ts';
import { SHELL_CHANNELS } from '../../domain/contracts/shell-channels.ts';

/** All that the page gets beyond what a browser gives: values and functions, never a channel. The host checks every question. */
const gateway: GatewayAccess | null = ipcRenderer.sendSync(SHELL_CHANNELS.gateway);

contextBridge.exposeInMainWorld('commandCenter', {
  ...(gateway === null ? {} : { gateway }),
  pickFile: (question: PickFile): Promise<PickedPath> => ipcRenderer.invoke(SHELL_CHANNELS.pickFile, question),
  pickFolder: (): Promise<PickedPath> => ipcRenderer.invoke(SHELL_CHANNELS.pickFolder),
});
