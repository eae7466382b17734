import { parentPort } from 'node:worker_threads';
import { manifestFor } from './model-kit.ts';

/** A lane's thread that loads every model and then fails on every picture. */
const manifest = manifestFor(new Uint8Array(1));
parentPort?.on('message', ({ kind }: { kind: string }) => {
  const model = { ok: true, value: { manifest, classMap: { codes: [], supported: [] }, sha256: manifest.sha256 } };
  const answers: Record<string, object> = { open: { kind: 'opened', model }, close: { kind: 'closed' } };
  parentPort?.postMessage(answers[kind] ?? { kind: 'failed', reason: 'out of memory' });
});
