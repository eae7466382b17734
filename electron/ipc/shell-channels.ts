import type { IpcMainEvent, IpcMainInvokeEvent, WebContents } from 'electron';
import type { z } from 'zod';
import { SHELL_CHANNELS, type ShellChannel } from '../../domain/contracts/shell-channels.ts';
import { shellContract, type ShellContract } from '../../domain/contracts/shell.ts';
import type { ElectronApi } from '../electron-api.ts';
import { isAppPage } from '../security/app-address.ts';

type Question<C extends ShellChannel> = z.infer<ShellContract[C]['question']>;
type Answer<C extends ShellChannel> = z.infer<ShellContract[C]['answer']>;

/** What the host does for its windows. */
export interface ShellAnswers {
  gateway(): Answer<'shell:gateway'>;
  pickFile(asker: WebContents, question: Question<'shell:pick-file'>): Promise<Answer<'shell:pick-file'>>;
  pickFolder(asker: WebContents): Promise<Answer<'shell:pick-folder'>>;
}

export interface ShellPorts {
  /** Whether these contents belong to one of our windows. */
  isOurs(contents: WebContents): boolean;
  /** A channel was used by someone who may not. */
  refused(channel: ShellChannel, why: string): void;
}

type Sender = Pick<IpcMainEvent | IpcMainInvokeEvent, 'sender' | 'senderFrame'>;

/** Why a sender is not answered; null when it may ask. Checked here once, for every channel. */
export function whyRefused({ sender, senderFrame }: Sender, isOurs: ShellPorts['isOurs']): string | null {
  if (!isOurs(sender)) return 'it is no window of ours';
  // Null: the frame navigated away or is gone.
  if (senderFrame === null) return 'its frame is gone';
  if (senderFrame.parent !== null) return 'it is a frame within a page';
  return isAppPage(senderFrame.url) ? null : 'it is not our page';
}

/** Opens the channels; the returned function closes them. */
export function openShellChannels(
  { ipcMain }: Pick<ElectronApi, 'ipcMain'>,
  answers: ShellAnswers,
  ports: ShellPorts,
): () => void {
  const check = (channel: ShellChannel, event: Sender): void => {
    const why = whyRefused(event, ports.isOurs);
    if (why === null) return;
    ports.refused(channel, why);
    throw new Error('refused');
  };

  const onGateway = (event: IpcMainEvent): void => {
    try {
      check(SHELL_CHANNELS.gateway, event);
      event.returnValue = shellContract[SHELL_CHANNELS.gateway].answer.parse(answers.gateway());
    } catch {
      // A synchronous question must be answered, or its page hangs.
      event.returnValue = null;
    }
  };
  ipcMain.on(SHELL_CHANNELS.gateway, onGateway);

  ipcMain.handle(SHELL_CHANNELS.pickFile, async (event, question: unknown) => {
    check(SHELL_CHANNELS.pickFile, event);
    const { question: schema, answer } = shellContract[SHELL_CHANNELS.pickFile];
    return answer.parse(await answers.pickFile(event.sender, schema.parse(question)));
  });
  ipcMain.handle(SHELL_CHANNELS.pickFolder, async (event) => {
    check(SHELL_CHANNELS.pickFolder, event);
    return shellContract[SHELL_CHANNELS.pickFolder].answer.parse(await answers.pickFolder(event.sender));
  });

  return () => {
    ipcMain.removeListener(SHELL_CHANNELS.gateway, onGateway);
    ipcMain.removeHandler(SHELL_CHANNELS.pickFile);
    ipcMain.removeHandler(SHELL_CHANNELS.pickFolder);
  };
}
