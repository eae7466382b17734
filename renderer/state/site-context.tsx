import { createContext, useContext } from 'react';
import type { SiteApi } from '../api/index.ts';
import type { LiveLink } from './live-link.ts';

export interface Site {
  readonly api: SiteApi;
  readonly link: LiveLink;
}

const SiteContext = createContext<Site | null>(null);
export const SiteProvider = SiteContext.Provider;

/** The signed-in site: its routes and its live line. Only views behind the sign-in may ask. */
export function useSite(): Site {
  const site = useContext(SiteContext);
  if (site === null) throw new Error('useSite is only for views behind the sign-in');
  return site;
}
