export interface DeviceNote {
  readonly kind: 'lost' | 'untried' | 'slower' | 'none' | 'other';
  /** Only what an operator should do something about is a warning: a machine without a graphics device is none. */
  readonly warn: boolean;
}

/** What it means that a model does not run on the device that one could hope for, read from the site's own words. */
export function deviceNote(fallback: string, provider: string): DeviceNote {
  if (/^[\w ]+ was lost: /.test(fallback)) return { kind: 'lost', warn: true };
  if (provider !== 'cpu') return { kind: 'other', warn: true };
  if (/were not tried/.test(fallback)) return { kind: 'untried', warn: false };
  // A device that was tried and is as good as the processor is there and usable.
  return { kind: /no faster than the CPU/.test(fallback) ? 'slower' : 'none', warn: false };
}
