import { useState } from 'react';
import { siteNowMs } from '../../state/index.ts';

export interface Freeze {
  /** Since when, by the site's clock; null: the picture goes on. */
  readonly sinceMs: number | null;
  readonly toggle: () => void;
}

/** A picture that a person holds still to look at it. */
export function useFreeze(): Freeze {
  const [sinceMs, setSince] = useState<number | null>(null);
  return { sinceMs, toggle: () => setSince((since) => (since === null ? siteNowMs() : null)) };
}
