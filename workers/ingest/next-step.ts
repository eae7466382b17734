import type { SourceFailureCode } from '../../domain/camera/failure-codes.ts';
import type { SessionOutcome } from './session.ts';
import type { SourceNature } from './source-plan.ts';
import type { IngestSettings, ResumePoint, SourceClock } from './types.ts';

/** What to do after a run. `quiet`: nothing happened that an operator would call an interruption. */
export type NextStep =
  | { readonly kind: 'again'; readonly quiet: boolean; readonly willResume: boolean }
  | { readonly kind: 'wait'; readonly ms: number; readonly code: SourceFailureCode; readonly willResume: boolean }
  | { readonly kind: 'finish'; readonly code: SourceFailureCode };

export interface CourseOptions {
  readonly nature: SourceNature;
  readonly settings: IngestSettings;
  readonly clock: SourceClock;
  readonly resume: ResumePoint | null;
  readonly hardwareMissing: string | null;
  random(): number;
}

/** The reason as the rest of the program knows it; those between this room's own parts never get out. */
export function codeOf({ reason }: Pick<SessionOutcome, 'reason'>): SourceFailureCode {
  if (reason === 'resume-missed') return 'resume-mismatch';
  return reason === 'stopped' || reason === 'repace' || reason === 'receiver-failed' ? 'unknown' : reason;
}
