import { retryPause, toApiError } from '../api/index.ts';
import type { Access, ApiError } from '../api/index.ts';

export interface DesktopDoorOptions {
  /** Gives the token of this launch for access. */
  readonly exchange: () => Promise<Access>;
  readonly onIn: (access: Access) => void;
  /** `refused`: the site does not know this launch, and asking again would not help. */
  readonly onOutside: (problem: ApiError, refused: boolean) => void;
}

export interface DesktopDoor {
  /** Lets this window in; true once it is. While it is being let in, everybody waits for the same answer. */
  readonly enter: () => Promise<boolean>;
  readonly stop: () => void;
}

/**
 * Keeps a window of the desktop signed in. Whatever ended its sign-in (a restarted gateway, a day of rest), the token of
 * the launch is good again; only a site that cannot be reached is asked again after a pause.
 */
export function createDesktopDoor({ exchange, onIn, onOutside }: DesktopDoorOptions): DesktopDoor {
  let entering: Promise<boolean> | null = null;
  let failures = 0;
  let later: ReturnType<typeof setTimeout> | undefined;
  let stopped = false;

  async function tryOnce(): Promise<boolean> {
    clearTimeout(later);
    try {
      const access = await exchange();
      if (stopped) return false;
      failures = 0;
      onIn(access);
      return true;
    } catch (error) {
      if (!stopped) outside(toApiError(error));
      return false;
    } finally {
      entering = null;
    }
  }

  function outside(problem: ApiError): void {
    const refused = problem.status === 401 || problem.status === 403;
    failures += 1;
    if (!refused) later = setTimeout(() => void enter(), retryPause(failures, Math.random()));
    onOutside(problem, refused);
  }

  const enter = (): Promise<boolean> => (entering ??= tryOnce());
  return {
    enter,
    stop: () => {
      stopped = true;
      clearTimeout(later);
    },
  };
}
