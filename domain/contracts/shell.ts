import { z } from 'zod';
import { SHELL_CHANNELS } from './shell-channels.ts';

/** Everything that a window of the desktop and its host say to each other. */

/** Where the gateway of this launch is, and the token that lets the windows of this launch in. */
export const gatewayAccessSchema = z.object({
  url: z.url({ protocol: /^http$/ }),
  token: z.string().min(32),
});
/** The gateway of this launch. */
export type GatewayAccess = z.infer<typeof gatewayAccessSchema>;

/** What a person is asked to pick. */
export const pickFileSchema = z.object({ kind: z.enum(['recording', 'picture', 'any']) });
/** A question for a file. */
export type PickFile = z.infer<typeof pickFileSchema>;

/** What was picked, and whether cameras and replays may read it; null: nothing was picked. */
export const pickedPathSchema = z
  .object({ path: z.string().min(1), usable: z.enum(['now', 'after-restart', 'not-allowed']) })
  .nullable();
/** A picked file or folder. */
export type PickedPath = z.infer<typeof pickedPathSchema>;

/** Question and answer of every channel: both are checked when they cross. */
export const shellContract = {
  [SHELL_CHANNELS.gateway]: { question: z.undefined(), answer: gatewayAccessSchema },
  [SHELL_CHANNELS.pickFile]: { question: pickFileSchema, answer: pickedPathSchema },
  [SHELL_CHANNELS.pickFolder]: { question: z.undefined(), answer: pickedPathSchema },
} as const;
/** The channels by name. */
export type ShellContract = typeof shellContract;
