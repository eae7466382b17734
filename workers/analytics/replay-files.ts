import { randomUUID } from 'node:crypto';
import type { FolderFile, ReplayFile } from '../../domain/contracts/facts.ts';
import type { ReplayJob } from '../../domain/contracts/messages.ts';
import type { RunnerFolderItem, RunnerSettledFile } from './runner-ports.ts';

/** What a replay tells of the files of its folder, as facts. */
export interface ReplayFiles {
  found(names: readonly string[]): readonly ReplayFile[];
  playing(item: RunnerFolderItem, sessionId: string): ReplayFile;
  over(settled: RunnerSettledFile): ReplayFile;
}

/** Goes on in the walk that the job names, or begins another one. */
export function createReplayFiles({ jobId, folder }: Pick<ReplayJob, 'jobId' | 'folder'>): ReplayFiles {
  const walkId = folder?.walkId ?? randomUUID();
  const fact = (name: string, state: FolderFile['state'], more: Partial<FolderFile> = {}): ReplayFile => ({
    kind: 'replay-file',
    ...{ jobId, walkId, name, state, mark: null, sessionId: null, note: '', clock: null },
    ...more,
  });
  return {
    found: (names) => names.map((name) => fact(name, 'waiting')),
    playing: ({ name, mark }, sessionId) => fact(name, 'playing', { mark, sessionId }),
    over({ name, state, note, clock }) {
      const { utcUs = null, quality = 'assumed' } = clock ?? {};
      return fact(name, state, { note, clock: utcUs === null ? null : { utcUs, quality } });
    },
  };
}
