import type { Result } from '../../domain/base/result.ts';
import type { CommitReport, FactBatch } from './writer.ts';

export interface GroupCommitOptions {
  readonly commit: (batches: readonly FactBatch[]) => Result<CommitReport>;
  /** The longest that a batch waits for company. */
  readonly waitMs: number;
  readonly mostFacts?: number;
  readonly mostBytes?: number;
}

export interface GroupCommit {
  /** Settles once the batch is on disk, or refused. */
  readonly submit: (batch: FactBatch) => Promise<Result<CommitReport>>;
  /** Commits now what waits. */
  readonly flush: () => void;
  /** Commits what waits and takes no more. */
  readonly stop: () => void;
}

interface Waiting {
  readonly batch: FactBatch;
  readonly settle: (result: Result<CommitReport>) => void;
}

/** Many cameras share one sync to disk: batches wait a moment for each other and are committed together. */
export function createGroupCommit(options: GroupCommitOptions): GroupCommit {
  const mostFacts = options.mostFacts ?? 2000;
  const mostBytes = options.mostBytes ?? 4 * 1024 * 1024;
  let waiting: Waiting[] = [];
  let facts = 0;
  let bytes = 0;
  let timer: NodeJS.Timeout | null = null;

  const flush = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    const group = waiting;
    waiting = [];
    facts = 0;
    bytes = 0;
    if (group.length > 0) settleGroup(group, options.commit);
  };

  return {
    submit: (batch) =>
      new Promise((settle) => {
        waiting.push({ batch, settle });
        facts += batch.facts.length;
        bytes += batch.body.length;
        // A checkpoint is what a replay waits for before it may drop its own copy: it goes at once.
        const urgent = batch.facts.some((fact) => fact.kind === 'checkpoint');
        if (urgent || facts >= mostFacts || bytes >= mostBytes) flush();
        else timer ??= setTimeout(flush, options.waitMs);
      }),
    flush,
    stop: flush,
  };
}

/** When a group fails for another reason than a full disk, each batch is tried alone: one bad batch refuses only itself. */
function settleGroup(group: readonly Waiting[], commit: GroupCommitOptions['commit']): void {
  const together = commit(group.map((entry) => entry.batch));
  const alone = !together.ok && together.failure.code !== 'disk-full' && group.length > 1;
  for (const entry of group) entry.settle(alone ? commit([entry.batch]) : together);
}
