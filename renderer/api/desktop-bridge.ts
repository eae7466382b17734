import { z } from 'zod';
import { pickedPathSchema } from '../../domain/contracts/shell.ts';
import type { PickFile, PickedPath } from '../../domain/contracts/shell.ts';

/** What the desktop's preload hands over: where the gateway is and a token for this launch. */
const gatewaySchema = z.object({ url: z.url({ protocol: /^https?$/ }), token: z.string().min(16) });
export type DesktopGateway = z.infer<typeof gatewaySchema>;

declare global {
  interface Window {
    readonly commandCenter?: { readonly gateway?: unknown; readonly pickFile?: unknown; readonly pickFolder?: unknown };
  }
}

/** The desktop's gateway; null in a browser, where the page came from the gateway itself. */
export function desktopGateway(source: Pick<Window, 'commandCenter'> = window): DesktopGateway | null {
  const parsed = gatewaySchema.safeParse(source.commandCenter?.gateway);
  return parsed.success ? parsed.data : null;
}

/** The system's dialogs for recordings. */
export interface PathPicker {
  readonly pickFile: (question: PickFile) => Promise<PickedPath>;
  readonly pickFolder: () => Promise<PickedPath>;
}

type Ask = (question?: PickFile) => Promise<unknown>;
const askSchema = z.custom<Ask>((value) => typeof value === 'function');
const pickerSchema = z.object({ pickFile: askSchema, pickFolder: askSchema });

/** The dialogs that the desktop offers; null in a browser, which never learns the path of a file. */
export function pathPicker(source: Pick<Window, 'commandCenter'> = window): PathPicker | null {
  const parsed = pickerSchema.safeParse(source.commandCenter);
  if (!parsed.success) return null;
  const { pickFile, pickFolder } = parsed.data;
  return {
    pickFile: async (question) => pickedPathSchema.parse(await pickFile(question)),
    pickFolder: async () => pickedPathSchema.parse(await pickFolder()),
  };
}

/** The gateway's address without a slash at the end, and the live socket's beside it. */
export function gatewayAddresses(gatewayUrl: string): { readonly rest: string; readonly live: string } {
  const rest = gatewayUrl.replace(/\/+$/, '');
  return { rest, live: `${rest.replace(/^http/, 'ws')}/api/v1/live` };
}
