import { QueryClient } from '@tanstack/react-query';
import { create } from 'zustand';
import { ApiError, createClient, createSiteApi, desktopGateway, gatewayAddresses, toApiError } from '../api/index.ts';
import type { SiteApi } from '../api/index.ts';
import {
  accessToken,
  admit,
  setPhase,
  startLiveLink,
  takeOneTimeToken,
  useClock,
  useLive,
  useSession,
} from '../state/index.ts';
import type { Site } from '../state/index.ts';

/** What exists only while somebody is signed in. */
interface Signed {
  readonly site: Site;
  readonly queries: QueryClient;
}

export const useSigned = create<{ readonly signed: Signed | null }>(() => ({ signed: null }));

export interface ConsoleSession {
  readonly signIn: (user: string, password: string) => void;
  readonly setPassword: (password: string) => Promise<void>;
  readonly signOut: () => void;
  readonly stop: () => void;
}

/** Wires sign-in, REST and the live line of this window together. */
export function startConsoleSession(): ConsoleSession {
  const desktop = desktopGateway();
  const addresses = gatewayAddresses(desktop?.url ?? window.location.origin);
  const ended = () => setPhase({ at: 'signed-out', why: 'ended', problem: null });
  const client = createClient({
    baseUrl: addresses.rest,
    token: accessToken,
    onUnauthorised: ended,
    onServerTime: useClock.getState().noteServerTime,
  });
  const api = createSiteApi(client);
  const stopFollowing = followSession(api, addresses.live, ended);
  const token = desktop?.token ?? takeOneTimeToken(window.location, window.history);
  if (token !== null) exchangeToken(api, token);

  return {
    signIn: (user, password) => signIn(api, user, password),
    setPassword: (password) => setFirstPassword(api, password),
    signOut: () => {
      void api.signOut().catch(() => undefined);
      setPhase({ at: 'signed-out', why: 'left', problem: null });
    },
    stop: stopFollowing,
  };
}

function signIn(api: SiteApi, user: string, password: string): void {
  setPhase({ at: 'signing-in' });
  api.signIn(user, password).then(admit, (error: unknown) => {
    setPhase({ at: 'signed-out', why: 'start', problem: toApiError(error) });
  });
}

function exchangeToken(api: SiteApi, token: string): void {
  setPhase({ at: 'signing-in' });
  api.signInWithToken(token).then(admit, (error: unknown) => {
    const refused = error instanceof ApiError && error.status >= 400 && error.status < 500;
    setPhase({ at: 'signed-out', why: refused ? 'link-failed' : 'start', problem: refused ? null : toApiError(error) });
  });
}

async function setFirstPassword(api: SiteApi, password: string): Promise<void> {
  const { phase } = useSession.getState();
  if (phase.at !== 'set-password') return;
  await api.setPassword(phase.access.session.user, password);
  admit({ ...phase.access, mustSetPassword: false });
}

/** Starts the live line when somebody is in and stops it when they are out. */
function followSession(api: SiteApi, liveUrl: string, onRefused: () => void): () => void {
  let running: Signed | null = null;
  const close = () => {
    running?.site.link.stop();
    running?.queries.clear();
    running = null;
    useSigned.setState({ signed: null });
  };
  const follow = () => {
    const inside = useSession.getState().phase.at === 'signed-in';
    if (inside === (running !== null)) return;
    if (!inside) return close();
    running = open(api, liveUrl, onRefused);
    useSigned.setState({ signed: running });
  };
  const stopSession = useSession.subscribe(follow);
  follow();
  return () => {
    stopSession();
    close();
  };
}

function open(api: SiteApi, liveUrl: string, onRefused: () => void): Signed {
  const queries = makeQueries();
  const link = startLiveLink({
    url: liveUrl,
    token: accessToken,
    onRefused,
    onChanged: (what) => {
      void queries.invalidateQueries({ queryKey: [what] });
      void queries.invalidateQueries({ queryKey: ['system'] });
    },
  });
  // What happened while the line was down was not told: everything is asked again.
  const stopWatching = useLive.subscribe((now, before) => {
    if (now.connection.state === 'open' && before.connection.state !== 'open') void queries.invalidateQueries();
  });
  const stop = () => {
    stopWatching();
    link.stop();
  };
  return { queries, site: { api, link: { ...link, stop } } };
}

function makeQueries(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        // A site may have no internet at all: the browser's idea of "offline" says nothing about the gateway.
        networkMode: 'always',
        staleTime: 2000,
        retry: (count, error) => count < 2 && error instanceof ApiError && (error.status === 0 || error.status >= 500),
      },
      mutations: { networkMode: 'always', retry: false },
    },
  });
}
