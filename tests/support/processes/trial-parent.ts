import path from 'node:path';
import { createNodeHost } from '../../../workers/supervisor/index.ts';

/** A host with one endless trial, to be killed in the middle of it. */
const [note = ''] = process.argv.slice(2);
const file = path.join(import.meta.dirname, 'provider-probe.ts');
const { signal: over } = new AbortController();
const deadlineMs = 600_000;
await createNodeHost().runThrowaway({ file, args: [note, String(deadlineMs)], deadlineMs, over });
