import { readdirSync, readFileSync } from 'node:fs';
import { get } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { WebSocket } from 'ws';
import { z } from 'zod';

/**
 * What a running process of the product holds on to. It is asked through the inspector that every Node has and opens when
 * it is sent SIGUSR1: nothing in the product knows of it. Linux only.
 */
export interface Holdings {
  /** After forced collections. */
  readonly heapBytes: number;
  readonly externalBytes: number;
  /** What keeps the event loop awake, by kind. */
  readonly handles: Readonly<Record<string, number>>;
  /** On all event emitters that are alive. */
  readonly listeners: number;
  /** Programs that it has started and that are still there. */
  readonly children: number;
  readonly openFiles: number;
}

/** Has to stand in the environment of the process before it is started. */
export const inspectorOption = (port: number): string => `--inspect-port=127.0.0.1:${port}`;

/** A frame may be under way or a timer set at one moment; what is held for good is held at all of them. */
const READINGS = 12;
const BETWEEN_MS = 170;
const LEAVING_MS = 500;
const OPEN_LIMIT_MS = 5000;
const SURROUNDINGS = `({ pid: process.pid, memory: process.memoryUsage(), handles: process.getActiveResourcesInfo() })`;
/** The port is left again, so that another process can be asked on it; while somebody is connected it cannot be. */
const LEAVE = `void setTimeout(() => process.getBuiltinModule('node:inspector').close(), 100)`;
const EMITTER = `process.getBuiltinModule('node:events').EventEmitter.prototype`;
/** Read from the field itself: prototypes are found as well, and some of them cannot be asked. */
const COUNT_LISTENERS = `function () {
  let listeners = 0;
  for (const emitter of this) {
    const events = Object.getOwnPropertyDescriptor(emitter, '_events')?.value ?? {};
    for (const name of Reflect.ownKeys(events)) listeners += [events[name]].flat().length;
  }
  return listeners;
}`;

const surroundingsSchema = z.object({
  pid: z.number(),
  memory: z.object({ heapUsed: z.number(), external: z.number() }),
  handles: z.array(z.string()),
});
const valueSchema = z.object({ result: z.object({ value: z.unknown() }) });
const objectSchema = z.object({ objectId: z.string() });
const targetsSchema = z.array(z.object({ webSocketDebuggerUrl: z.string() })).min(1);
const answerSchema = z.object({
  id: z.number(),
  result: z.unknown(),
  error: z.object({ message: z.string() }).optional(),
});

interface Inspector {
  call(method: string, params?: object): Promise<unknown>;
  close(): void;
}

/** The least that the process held within some seconds. */
export async function holdingsOf(pid: number, port: number): Promise<Holdings> {
  const inspector = await openInspector(pid, port);
  try {
    const readings: Holdings[] = [];
    for (let reading = 0; reading < READINGS; reading += 1) {
      readings.push(await readOnce(inspector, pid));
      await pause(BETWEEN_MS);
    }
    return least(readings);
  } finally {
    await inspector.call('Runtime.evaluate', { expression: LEAVE });
    inspector.close();
    await pause(LEAVING_MS);
  }
}

async function readOnce(inspector: Inspector, pid: number): Promise<Holdings> {
  // The buffers behind collected objects are freed a moment later: the second round finds them gone.
  for (let round = 0; round < 2; round += 1) await inspector.call('HeapProfiler.collectGarbage');
  const answer = await evaluate(inspector, SURROUNDINGS);
  const { pid: asked, memory, handles } = surroundingsSchema.parse(answer);
  if (asked !== pid) throw new Error(`process ${asked} holds the port on which process ${pid} was to be asked`);
  return {
    heapBytes: memory.heapUsed,
    externalBytes: memory.external,
    handles: tally(handles),
    listeners: await countListeners(inspector),
    children: readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).length,
    openFiles: readdirSync(`/proc/${pid}/fd`).length,
  };
}

async function evaluate(inspector: Inspector, expression: string): Promise<unknown> {
  const answer = await inspector.call('Runtime.evaluate', { expression, returnByValue: true });
  return valueSchema.parse(answer).result.value;
}

async function countListeners(inspector: Inspector): Promise<number> {
  const objectGroup = 'listeners';
  const emitter = await inspector.call('Runtime.evaluate', { expression: EMITTER, objectGroup });
  const { objectId: prototypeObjectId } = z.object({ result: objectSchema }).parse(emitter).result;
  const found = await inspector.call('Runtime.queryObjects', { prototypeObjectId, objectGroup });
  const { objectId } = z.object({ objects: objectSchema }).parse(found).objects;
  const call = { objectId, functionDeclaration: COUNT_LISTENERS, returnByValue: true };
  const counted = valueSchema.parse(await inspector.call('Runtime.callFunctionOn', call)).result.value;
  await inspector.call('Runtime.releaseObjectGroup', { objectGroup });
  return z.number().parse(counted);
}

function tally(names: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}

function least(readings: readonly Holdings[]): Holdings {
  const of = (pick: (reading: Holdings) => number): number => Math.min(...readings.map(pick));
  const kinds = [...new Set(readings.flatMap(({ handles }) => Object.keys(handles)))].sort();
  const handles = kinds.map((kind) => [kind, of((reading) => reading.handles[kind] ?? 0)] as const);
  return {
    heapBytes: of(({ heapBytes }) => heapBytes),
    externalBytes: of(({ externalBytes }) => externalBytes),
    handles: Object.fromEntries(handles.filter(([, count]) => count > 0)),
    listeners: of(({ listeners }) => listeners),
    children: of(({ children }) => children),
    openFiles: of(({ openFiles }) => openFiles),
  };
}

async function openInspector(pid: number, port: number): Promise<Inspector> {
  process.kill(pid, 'SIGUSR1');
  const socket = new WebSocket(await debuggerAddress(port));
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  const waiting = new Map<number, { take: (result: unknown) => void; fail: (error: Error) => void }>();
  let calls = 0;
  socket.on('message', (data: Buffer) => {
    const answer = answerSchema.safeParse(JSON.parse(data.toString()));
    if (!answer.success) return;
    const { id, result, error } = answer.data;
    if (error === undefined) waiting.get(id)?.take(result);
    else waiting.get(id)?.fail(new Error(error.message));
    waiting.delete(id);
  });
  socket.on('close', () => waiting.forEach(({ fail }) => fail(new Error('the inspected process is gone'))));
  return {
    call: (method, params = {}) =>
      new Promise((take, fail) => {
        calls += 1;
        waiting.set(calls, { take, fail });
        socket.send(JSON.stringify({ id: calls, method, params }));
      }),
    close: () => socket.terminate(),
  };
}

/** Asked until it is there: the inspector needs a moment to open. */
async function debuggerAddress(port: number): Promise<string> {
  const giveUpAt = Date.now() + OPEN_LIMIT_MS;
  for (;;) {
    const text = await fetchText(port).catch(() => null);
    if (text !== null) return targetsSchema.parse(JSON.parse(text))[0]?.webSocketDebuggerUrl ?? '';
    if (Date.now() > giveUpAt) throw new Error(`no inspector opened on port ${port}`);
    await pause(50);
  }
}

/** Without keeping the connection, which would be an open file of the process that is looked at. */
function fetchText(port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    get({ host: '127.0.0.1', port, path: '/json/list', agent: false }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part: string) => (text += part));
      response.once('end', () => resolve(text));
    }).once('error', reject);
  });
}
