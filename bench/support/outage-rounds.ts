import { setTimeout as pause } from 'node:timers/promises';
import type { LiveScreen } from './live-screen.ts';
import type { OutageStand } from './outage-stands.ts';

/** How a server goes away: ended, with its connections closed by the system, or stopped in the middle of everything. */
export type OutageKind = 'killed' | 'silent';

/** One absence of one server, and what a screen saw of it. */
export interface Outage {
  readonly stand: OutageStand;
  readonly kind: OutageKind;
  readonly wantedSeconds: number;
  readonly goneUtcUs: number;
  readonly returnedUtcUs: number;
  /** From the moment at which the server took connections again to the next picture on the screen. */
  readonly pictureMs: number;
  /** The same to the next crossing on the screen. */
  readonly crossingMs: number;
}

/** Servers go at different moments, so that they return at different moments of their cameras' waiting. */
const STAGGER_MS = 5000;
const PATIENCE_MS = 60_000;

export async function until(what: string, reached: () => boolean): Promise<void> {
  const giveUpAt = performance.now() + PATIENCE_MS;
  while (!reached()) {
    if (performance.now() > giveUpAt) throw new Error(`waited ${PATIENCE_MS / 1000} s in vain for ${what}`);
    await pause(10);
  }
}

/** How many crossings of a camera the screen was shown so far. */
export function crossingsShown(screen: LiveScreen, cameraId: string): number {
  return [...screen.shown.values()].filter((crossing) => crossing.cameraId === cameraId).length;
}

/** Every server goes away once, for so long, and each camera shows and counts again. */
export function outageRound(
  stands: readonly OutageStand[],
  screen: LiveScreen,
  kind: OutageKind,
  seconds: number,
): Promise<Outage[]> {
  return Promise.all(stands.map((stand) => oneOutage(stand, screen, kind, seconds)));
}

async function oneOutage(stand: OutageStand, screen: LiveScreen, kind: OutageKind, seconds: number): Promise<Outage> {
  const { id, name, server } = stand;
  await pause(Math.random() * STAGGER_MS);
  if (kind === 'killed') await server.kill();
  else server.freeze();
  const goneUtcUs = Date.now() * 1000;
  await pause(seconds * 1000);
  const returnedMs = kind === 'killed' ? await server.start() : server.thaw();
  const returnedUtcUs = Date.now() * 1000;
  await until(`the picture of ${name}`, () => screen.lastPictureMs(id) > returnedMs);
  const pictureMs = screen.lastPictureMs(id) - returnedMs;
  const counted = crossingsShown(screen, id);
  await until(`a crossing of ${name}`, () => crossingsShown(screen, id) > counted);
  const crossingMs = performance.now() - returnedMs;
  return { stand, kind, wantedSeconds: seconds, goneUtcUs, returnedUtcUs, pictureMs, crossingMs };
}
