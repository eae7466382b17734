import type { SourceFailureCode } from '../../domain/camera/failure-codes.ts';
import type { SessionOutcome } from './session.ts';
import type { SourceNature } from './source-plan.ts';
import type { FolderPlace, IngestSettings, ResumePoint, SettledFile, SourceClock } from './types.ts';

/** What to do after a run. `quiet`: nothing happened that an operator would call an interruption. */
export type NextStep =
  | {
      readonly kind: 'again';
      readonly quiet: boolean;
      readonly willResume: boolean;
      /** The file of a folder that is over and done with. */
      readonly settled?: SettledFile;
    }
  | {
      readonly kind: 'wait';
      readonly ms: number;
      readonly code: SourceFailureCode;
      readonly willResume: boolean;
      /** It was asked often enough: the source is left in peace for a good while. */
      readonly rests?: boolean;
    }
  /** `detail`: what is to be said of the whole, in place of what the last run said. */
  | { readonly kind: 'finish'; readonly code: SourceFailureCode; readonly detail?: string };

export interface CourseOptions {
  readonly nature: SourceNature;
  readonly settings: IngestSettings;
  readonly clock: SourceClock;
  readonly resume: ResumePoint | null;
  readonly folder: FolderPlace | null;
  /** When a recording was begun, as far as a person said so. */
  readonly toldStartUtcUs: number | null;
  readonly hardwareMissing: string | null;
  random(): number;
}

/** The reason as the rest of the program knows it; those between this room's own parts never get out. */
export function codeOf({ reason }: Pick<SessionOutcome, 'reason'>): SourceFailureCode {
  if (reason === 'resume-missed') return 'resume-mismatch';
  return reason === 'stopped' || reason === 'repace' || reason === 'receiver-failed' ? 'unknown' : reason;
}
