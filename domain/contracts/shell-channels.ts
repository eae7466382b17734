/** Names of what a window may ask the desktop for. Apart from their schemas, so that the preload carries no schema library. */
export const SHELL_CHANNELS = {
  /** Answered at once: the page needs it before its first script runs. */
  gateway: 'shell:gateway',
  pickFile: 'shell:pick-file',
  pickFolder: 'shell:pick-folder',
} as const;

/** A name of `SHELL_CHANNELS`. */
export type ShellChannel = (typeof SHELL_CHANNELS)[keyof typeof SHELL_CHANNELS];
