import { createRequire } from 'node:module';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { z } from 'zod';
import { fail, ok } from '../../domain/base/result.ts';
import type { Result } from '../../domain/base/result.ts';
import { lacksRoom, noRoom } from './no-room.ts';

/** What a database file says of itself. */
export interface FileFacts {
  readonly applicationId: number;
  readonly version: number;
}

const answerSchema = z.object({
  applicationId: z.number(),
  version: z.number(),
  problems: z.array(z.string()),
  /** Why it could not be looked at. */
  obstacle: z.object({ code: z.string(), message: z.string() }).nullable(),
});

/**
 * Runs in a thread of its own, as text: a file beside this one would have another address once the program is bundled.
 * A database that cannot be looked at is not thereby damaged: on a full disk, for one, SQLite can open none.
 */
const THREAD = `
const { parentPort, workerData } = require('node:worker_threads');
const Database = require(workerData.library);
const answer = { applicationId: 0, version: 0, problems: [], obstacle: null };
try {
  const db = new Database(workerData.file, { readonly: true, fileMustExist: true, timeout: 5000 });
  try {
    answer.applicationId = db.pragma('application_id', { simple: true });
    answer.version = db.pragma('user_version', { simple: true });
    for (const line of db.pragma(workerData.depth)) {
      const text = String(Object.values(line)[0]);
      if (text !== 'ok') answer.problems.push(text);
    }
  } finally {
    db.close();
  }
} catch (error) {
  answer.obstacle = { code: String(error.code), message: error.message };
}
parentPort.postMessage(answer);
`;

/** Reads every page of a database off the calling loop. `integrity_check` also holds every index against its table. */
export async function examineFile(file: string, depth: 'quick_check' | 'integrity_check'): Promise<Result<FileFacts>> {
  const library = createRequire(import.meta.url).resolve('better-sqlite3');
  const answer = await new Promise<unknown>((resolve, reject) => {
    const thread = new Worker(THREAD, { eval: true, workerData: { file, library, depth } });
    thread.once('message', resolve);
    thread.once('error', reject);
    thread.once('exit', (code) => reject(new Error(`the checking thread ended with ${code}`)));
  });
  const { applicationId, version, problems, obstacle } = answerSchema.parse(answer);
  if (obstacle !== null && !DAMAGE.test(obstacle.code)) return notExamined(file, obstacle);
  const found = obstacle === null ? problems : [obstacle.message, ...problems];
  if (found.length === 0) return ok({ applicationId, version });
  return fail(
    'database-corrupt',
    `${file} is damaged: ${found.slice(0, 3).join('; ')}`,
    'restore a backup: npm run site -- restore --data DIR',
  );
}

/** Pages that hold nonsense, and pages that the disk does not give back. */
const DAMAGE = /^SQLITE_(CORRUPT|NOTADB|IOERR_(READ|SHORT_READ|CORRUPTFS|DATA))/;

function notExamined(file: string, { code, message }: { code: string; message: string }): Result<never> {
  const error = Object.assign(new Error(message), { code });
  if (lacksRoom(path.dirname(file), error)) return noRoom(path.dirname(file), error);
  return fail('not-examined', `${file} cannot be examined: ${message} (${code})`, 'check the disk and its permissions');
}
