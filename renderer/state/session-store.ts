import { create } from 'zustand';
import type { Access, ApiError, SessionInfo } from '../api/index.ts';

export type SessionPhase =
  | {
      readonly at: 'signed-out';
      readonly why: 'start' | 'left' | 'ended' | 'link-failed' | 'not-let-in';
      readonly problem: ApiError | null;
    }
  | { readonly at: 'signing-in' }
  | { readonly at: 'set-password'; readonly access: Access }
  | { readonly at: 'signed-in'; readonly access: Access };

interface SessionState {
  readonly phase: SessionPhase;
}

/** Who is signed in. The token lives here, in memory, and nowhere else: a reload asks again. */
export const useSession = create<SessionState>(() => ({
  phase: { at: 'signed-out', why: 'start', problem: null },
}));

export function setPhase(phase: SessionPhase): void {
  useSession.setState({ phase });
}

export function accessToken(): string | null {
  const { phase } = useSession.getState();
  return phase.at === 'signed-in' || phase.at === 'set-password' ? phase.access.accessToken : null;
}

export function admit(access: Access): void {
  setPhase(access.mustSetPassword ? { at: 'set-password', access } : { at: 'signed-in', access });
}

export function useSignedIn(): SessionInfo {
  const session = useSession((state) => (state.phase.at === 'signed-in' ? state.phase.access.session : null));
  return session ?? NOBODY;
}

const NOBODY: SessionInfo = { user: '', role: 'viewer', site: '', siteTimeZone: 'UTC', version: '', host: 'site' };

/** What a role may do; the gateway decides, this only keeps buttons away that would be refused. */
export function mayDo(
  role: SessionInfo['role'],
  what: 'draw' | 'cameras' | 'models' | 'processes' | 'correct' | 'incidents',
): boolean {
  if (what === 'models') return role === 'admin';
  if (what === 'draw') return role !== 'viewer';
  return role === 'admin' || role === 'operator';
}
