import { parentPort } from 'node:worker_threads';
import { ok } from '../../domain/base/result.ts';
import { openDetector } from './detector.ts';
import type { Detector } from './detector.ts';
import type { LaneAnswer, LaneQuestion } from './lane-messages.ts';
import type { Picture } from './picture.ts';
import { firstLine, openSession } from './session.ts';

/** One lane: a thread with a model of its own that looks at one picture after another. */
let detector: Detector | null = null;

async function answerTo(question: LaneQuestion): Promise<LaneAnswer> {
  if (question.kind === 'open') {
    const { file, threads, floor } = question;
    const opened = await openDetector(file, { provider: 'cpu', threads, maxBatch: 1, floor, openSession });
    if (!opened.ok) return { kind: 'opened', model: opened };
    detector = opened.value;
    const { manifest, classMap, sha256 } = detector;
    return { kind: 'opened', model: ok({ manifest, classMap, sha256 }) };
  }
  if (question.kind === 'close') {
    await detector?.release();
    detector = null;
    return { kind: 'closed' };
  }
  if (detector === null) throw new Error('no model is loaded');
  if (question.kind === 'time') return { kind: 'time', ms: await processorMs(detector, question.picture) };
  if (question.kind === 'outputs') return { kind: 'outputs', outputs: await detector.outputsFor(question.picture) };
  return { kind: 'seen', seen: await detector.detect([question.picture]) };
}

async function processorMs(looking: Detector, picture: Picture): Promise<number> {
  const before = process.threadCpuUsage();
  await looking.detect([picture]);
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1000;
}

const port = parentPort;
if (port === null) throw new Error('a lane is a thread of the inference process and no program of its own');
/** One after another: they share the buffers of the model. */
let turn: Promise<void> = Promise.resolve();
port.on('message', (question: LaneQuestion) => {
  turn = turn
    .then(() => answerTo(question))
    .catch((error: unknown): LaneAnswer => ({ kind: 'failed', reason: firstLine(error) }))
    .then((answer) => port.postMessage(answer));
});
