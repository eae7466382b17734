import { QueryClient } from '@tanstack/react-query';
import { create } from 'zustand';
import { ApiError, createClient, createSiteApi, desktopGateway, gatewayAddresses, toApiError } from '../api/index.ts';
import type { Refused, SiteApi } from '../api/index.ts';
import {
  askNumbersAgain,
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
import { createDesktopDoor } from './desktop-door.ts';
import { borrowAccess, lendAccess } from './lend-access.ts';
import { routeOf } from './routes.ts';

/** What exists only while somebody is signed in. */
interface Signed {
  readonly site: Site;
  readonly queries: QueryClient;
}

export const useSigned = create<{ readonly signed: Signed | null }>(() => ({ signed: null }));

export interface ConsoleSession {
  readonly signIn: (user: string, password: string) => void;
  readonly setPassword: (password: string) => Promise<void>;
  /** Null where a person signs in. A window of the desktop lets itself in; this tries at once. */
  readonly enterAgain: (() => void) | null;
  /** Null where nobody signs out: whoever leaves the desktop closes it. */
  readonly signOut: (() => void) | null;
  readonly stop: () => void;
}

/** Wires sign-in, REST and the live line of this window together. */
export function startConsoleSession(): ConsoleSession {
  const desktop = desktopGateway();
  const addresses = gatewayAddresses(desktop?.url ?? window.location.origin);
  const { noteServerTime } = useClock.getState();
  const line = { baseUrl: addresses.rest, onServerTime: noteServerTime };
  // Who is at the door has no token yet, whatever came before: being refused there is an answer like any other.
  const visitor = createSiteApi(createClient({ ...line, token: () => null, onUnauthorised: notAgain }));
  const door = desktop === null ? siteDoor(visitor) : desktopDoor(visitor, desktop.token);
  const api = createSiteApi(createClient({ ...line, token: accessToken, onUnauthorised: door.onUnauthorised }));
  const stopFollowing = followSession(api, addresses.live, door.onLineRefused);

  return {
    signIn: (user, password) => signIn(visitor, user, password),
    setPassword: (password) => setFirstPassword(api, password),
    enterAgain: door.enterAgain,
    signOut: desktop === null ? () => signOut(api) : null,
    stop: () => {
      stopFollowing();
      door.stop();
    },
  };
}

const notAgain = () => Promise.resolve(false);

/** How a window comes in, and what becomes of it when its token is no longer good. */
interface Door extends Pick<ConsoleSession, 'enterAgain' | 'stop'> {
  readonly onUnauthorised: () => Promise<boolean>;
  readonly onLineRefused: () => Refused;
}

/** The door of a page in a browser: a person signs in, and stands outside when it is over. */
function siteDoor(visitor: SiteApi): Door {
  const token = takeOneTimeToken(window.location, window.history);
  if (token !== null) exchangeToken(visitor, token);
  else if (routeOf(window.location.hash).view === 'alone') void enterBeside();
  const stopLending = lendAccess(() => {
    const { phase } = useSession.getState();
    return phase.at === 'signed-in' ? phase.access : null;
  });
  const ended = () => setPhase({ at: 'signed-out', why: 'ended', problem: null });
  return {
    enterAgain: null,
    onUnauthorised: () => {
      ended();
      return notAgain();
    },
    onLineRefused: () => {
      ended();
      return 'end';
    },
    stop: stopLending,
  };
}

const OTHERS_ANSWER_MS = 1500;

/** A window that was opened beside one that is signed in comes in with it; otherwise a person signs in. */
async function enterBeside(): Promise<void> {
  setPhase({ at: 'signing-in' });
  const access = await borrowAccess(OTHERS_ANSWER_MS);
  if (useSession.getState().phase.at !== 'signing-in') return;
  if (access === null) setPhase({ at: 'signed-out', why: 'start', problem: null });
  else admit(access);
}

/** The door of the desktop: its windows hold the token of their launch, and nobody there has a password. */
function desktopDoor(visitor: SiteApi, token: string): Door {
  const door = createDesktopDoor({
    exchange: () => visitor.signInWithToken(token),
    onIn: admit,
    onOutside: (problem, refused) => {
      // A window that is in stays in while the site is away: unsaved work is not thrown out with it.
      if (!refused && useSession.getState().phase.at === 'signed-in') return;
      const out = refused ? ({ why: 'not-let-in', problem: null } as const) : ({ why: 'start', problem } as const);
      setPhase({ at: 'signed-out', ...out });
    },
  });
  const enterAgain = () => {
    setPhase({ at: 'signing-in' });
    void door.enter();
  };
  enterAgain();
  return {
    enterAgain,
    onUnauthorised: door.enter,
    onLineRefused: () => {
      void door.enter();
      return 'come-back';
    },
    stop: door.stop,
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

function signOut(api: SiteApi): void {
  void api.signOut().catch(() => undefined);
  setPhase({ at: 'signed-out', why: 'left', problem: null });
}

async function setFirstPassword(api: SiteApi, password: string): Promise<void> {
  const { phase } = useSession.getState();
  if (phase.at !== 'set-password') return;
  await api.setPassword(phase.access.session.user, password);
  admit({ ...phase.access, mustSetPassword: false });
}

/** Starts the live line when somebody is in and stops it when they are out. */
function followSession(api: SiteApi, liveUrl: string, onRefused: () => Refused): () => void {
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

function open(api: SiteApi, liveUrl: string, onRefused: () => Refused): Signed {
  const queries = makeQueries();
  const link = startLiveLink({
    url: liveUrl,
    token: accessToken,
    onRefused,
    onChanged: (what) => {
      void queries.invalidateQueries({ queryKey: [what] });
      void queries.invalidateQueries({ queryKey: ['system'] });
    },
    onCorrected: (cameraId) => void askNumbersAgain(queries, cameraId),
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
