import { z } from 'zod';
import { folderFileSchema } from '../../domain/contracts/facts.ts';
import type { FolderFile } from '../../domain/contracts/facts.ts';
import { integer, rows } from './sqlite.ts';
import type { Sql } from './sqlite.ts';

const fileRow = z.object({
  walkId: z.string(),
  name: z.string(),
  state: z.string(),
  sessionId: z.string().nullable(),
  note: z.string(),
  bytes: z.number().nullable(),
  headSha256: z.string().nullable(),
  clockUtcUs: z.number().nullable(),
  clockQuality: z.string().nullable(),
});

export interface ReplayWalk {
  readonly walkId: string;
  readonly files: readonly FolderFile[];
}

/** The last way through a folder that a replay began; null for a replay of one file. */
export function newestWalk(sql: Sql, jobId: string): ReplayWalk | null {
  const found = rows(
    sql(
      `SELECT f.walk AS walkId, f.name, f.state, s.session_id AS sessionId, f.note, f.bytes,
         f.head_sha256 AS headSha256, f.clock_utc_us AS clockUtcUs, f.clock_quality AS clockQuality
       FROM replay_file f LEFT JOIN session s ON s.id = f.session
       WHERE f.job = (SELECT id FROM job WHERE job_id = :job) AND f.walk = (
         SELECT walk FROM replay_file WHERE job = (SELECT id FROM job WHERE job_id = :job) ORDER BY id DESC LIMIT 1)
       ORDER BY f.name`,
    ),
    fileRow,
    { job: jobId },
  );
  const [first] = found;
  return first === undefined ? null : { walkId: first.walkId, files: found.map(toFile) };
}

/** The files of a replayed folder by name; none for a replay of one file, null where there is no such replay. */
export function readReplayFiles(sql: Sql, jobId: string): readonly FolderFile[] | null {
  if (integer(sql('SELECT id FROM job WHERE job_id = ?'), jobId) === null) return null;
  return newestWalk(sql, jobId)?.files ?? [];
}

function toFile(found: z.output<typeof fileRow>): FolderFile {
  const { name, state, sessionId, note, bytes, headSha256, clockUtcUs, clockQuality } = found;
  return folderFileSchema.parse({
    ...{ name, state, sessionId, note },
    mark: bytes === null ? null : { bytes, headSha256 },
    clock: clockUtcUs === null ? null : { utcUs: clockUtcUs, quality: clockQuality },
  });
}
