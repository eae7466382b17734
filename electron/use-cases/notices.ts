import type { CameraStatus, ProcessStatus } from '../../domain/contracts/messages.ts';
import type { TextName } from '../i18n/en.ts';

/** Something that a person should know even while they look elsewhere. */
export interface Notice {
  /** What it is about: told again only after a while. */
  readonly about: string;
  readonly title: TextName;
  readonly values: Readonly<Record<string, string>>;
  readonly detail: string;
  readonly cameraId: string | null;
}

const CAMERA_TITLES: Readonly<Partial<Record<CameraStatus['state'], TextName>>> = {
  offline: 'cameraLost',
  'auth-failed': 'cameraRefused',
  unsupported: 'cameraUnsupported',
};

export interface NoticeFinder {
  processes(statuses: readonly ProcessStatus[]): readonly Notice[];
  cameras(statuses: readonly CameraStatus[]): readonly Notice[];
}

/** Finds what has become worth telling: a state that was reached, not one that lasts. */
export function createNoticeFinder(): NoticeFinder {
  const known = new Map<string, string>();
  /** True when this state is new for its subject. */
  const reached = (about: string, state: string): boolean => {
    const before = known.get(about);
    known.set(about, state);
    return before !== state;
  };
  return {
    processes: (statuses) =>
      statuses
        .filter(({ name, state }) => reached(`process ${name}`, state) && state === 'failed')
        .map(({ name, reason }) => ({
          about: `process ${name}`,
          title: 'processFailed',
          values: { name },
          detail: reason,
          cameraId: null,
        })),
    // A replay stands beside its camera under the same name: what becomes of it is no news of the camera.
    cameras: (statuses) =>
      statuses.filter(({ mode }) => mode === 'live').flatMap((status) => cameraNotice(status, reached)),
  };
}

function cameraNotice(
  { cameraId, state, detail, reason }: CameraStatus,
  reached: (about: string, state: string) => boolean,
): Notice[] {
  const about = `camera ${cameraId}`;
  const title = CAMERA_TITLES[state];
  // A lost camera tries to connect again and again; it is back only when it is live.
  const stillLost = state === 'connecting' || state === 'stale';
  if (stillLost || !reached(about, state) || title === undefined) return [];
  return [{ about, title, values: { camera: cameraId }, detail: detail || reason, cameraId }];
}

const SAME_SUBJECT_MS = 10 * 60_000;
const WINDOW_MS = 60_000;
const MOST_IN_WINDOW = 3;

export interface NoticeLimit {
  /** Null: not now. Otherwise how many were held back since the last one that was shown. */
  admit(notice: Pick<Notice, 'about'>, nowMs: number): number | null;
}

/** A broken switch takes twenty cameras at once, and one bad cable takes one camera every minute: neither may flood the desk. */
export function createNoticeLimit(): NoticeLimit {
  const lastBySubject = new Map<string, number>();
  let shown: number[] = [];
  let heldBack = 0;
  return {
    admit({ about }, nowMs) {
      shown = shown.filter((at) => nowMs - at < WINDOW_MS);
      const last = lastBySubject.get(about);
      if (last !== undefined && nowMs - last < SAME_SUBJECT_MS) return null;
      if (shown.length >= MOST_IN_WINDOW) {
        heldBack += 1;
        return null;
      }
      lastBySubject.set(about, nowMs);
      shown.push(nowMs);
      const count = heldBack;
      heldBack = 0;
      return count;
    },
  };
}
