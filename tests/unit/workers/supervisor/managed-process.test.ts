import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Message } from '../../../../domain/contracts/messages.ts';
import { CANNOT_START } from '../../../../workers/runtime/run-process.ts';
import type { Link } from '../../../../workers/runtime/link.ts';
import type { ProcessHost } from '../../../../workers/supervisor/host.ts';
import { type LifeSign, manageProcess } from '../../../../workers/supervisor/managed-process.ts';

type Exit = (code: number | null, signal: string | null, words: string) => void;

/** A host whose processes live until the test, or a signal, ends them. Their pids belong to nobody. */
function fakeHost() {
  const exits: Exit[] = [];
  const signals: string[] = [];
  let pid = 0;
  let fault: Error | null = null;
  const host: ProcessHost = {
    start() {
      if (fault !== null) throw fault;
      const own = 5_000_000 + pid++;
      return { pid: own, onExit: (listener) => void exits.push(listener) };
    },
    runThrowaway: () => Promise.reject(new Error('not here')),
  };
  return {
    host,
    signals,
    started: () => exits.length,
    exit: (code: number | null, signal: string | null = null) => exits.at(-1)?.(code, signal, 'last words'),
    breakWith: (error: Error) => (fault = error),
  };
}

function manage() {
  const fake = fakeHost();
  const sent: Message[] = [];
  const events: string[] = [];
  const gone: string[] = [];
  vi.spyOn(process, 'kill').mockImplementation((_pid, signal) => {
    fake.signals.push(String(signal));
    return true;
  });
  const managed = manageProcess(
    { name: 'camera-0', file: 'camera.ts', settings: { a: '1' }, dataKey: null },
    {
      host: fake.host,
      env: {},
      now: () => performance.now(),
      utcMs: () => Date.now(),
      log: () => undefined,
      onChange: () => undefined,
      onGone: (name) => void gone.push(name),
      onEvent: (_name, event) => void events.push(event),
    },
  );
  const link: Link = {
    peer: 'camera-0',
    queuedBytes: 0,
    send: (message) => sent.push(message) > 0,
    close: () => undefined,
  };
  /** Seconds go by, and the supervisor looks once in each of them. */
  const pass = (seconds: number, sign: LifeSign | null = null): void => {
    for (let second = 0; second < seconds; second += 1) {
      vi.advanceTimersByTime(1000);
      if (sign !== null) managed.heard(sign);
      managed.tick();
    }
  };
  return { ...fake, managed, link, sent, events, gone, pass };
}

const BEAT: LifeSign = { type: 'heartbeat', rssBytes: 1, heapBytes: 1, externalBytes: 1, cpuMs: 1 };
const READY: LifeSign = { type: 'ready' };
const busy = (deadlineMs: number): LifeSign => ({ type: 'busy', what: 'building', deadlineMs });

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

describe('the life of a process', () => {
  it('begins with its settings and is ready when it says so', () => {
    const { managed, link, sent, pass } = manage();
    managed.start();
    expect(managed.status).toMatchObject({ state: 'starting', busyWith: 'starting', pid: 5_000_000 });
    managed.linked(link);
    expect(sent).toEqual([{ type: 'welcome', settings: { a: '1' }, dataKey: null }]);
    managed.heard(READY);
    pass(60, BEAT);
    expect(managed.status).toMatchObject({ state: 'ready', busyWith: null, restarts: 0 });
  });

  it.each([
    ['a crash is restarted', 9, null, 'starting', 1, 'ended with code 9'],
    ['a kill is restarted', null, 'SIGKILL', 'starting', 1, 'ended by SIGKILL'],
    ['an end in order that nobody here asked for is restarted too', 0, null, 'starting', 1, 'ended with code 0'],
    ['what cannot start is not tried again', CANNOT_START, null, 'failed', 0, 'the port is in use Choose another.'],
  ])('%s', (_case, code, signal, state, restarts, reason) => {
    const { managed, exit, started, gone } = manage();
    managed.start();
    managed.heard(READY);
    if (code === CANNOT_START)
      managed.heard({
        type: 'cannot-start',
        failure: { code: 'port', message: 'the port is in use', hint: 'Choose another.' },
      });
    exit(code, signal);
    expect(gone).toEqual(['camera-0']);
    expect(managed.status.reason).toBe(reason);
    vi.advanceTimersByTime(1000);
    expect(managed.status).toMatchObject({ state, restarts });
    expect(started()).toBe(1 + restarts);
  });

  it.each([
    ['forward by an hour', 3_600_000],
    ['back by a year', -365 * 86_400_000],
  ])('is found hanging as soon as ever when the time of day is set %s', (_case, stepMs) => {
    const { managed, signals, pass, link } = manage();
    managed.start();
    managed.linked(link);
    managed.heard(READY);
    pass(3, BEAT);
    vi.setSystemTime(Date.now() + stepMs);
    managed.heard(BEAT);
    pass(9);
    expect(signals).toEqual([]);
    pass(3);
    expect(signals).toContain('SIGKILL');
  });

  it('tells why it could not start, also when its end is noticed first', () => {
    const { managed, exit } = manage();
    managed.start();
    exit(CANNOT_START);
    managed.heard({
      type: 'cannot-start',
      failure: { code: 'port', message: 'the port is in use', hint: 'Choose another.' },
    });
    expect(managed.status).toMatchObject({ state: 'failed', reason: 'the port is in use Choose another.' });
  });

  it('is given up after five crashes in a minute', () => {
    const { managed, exit, started, events } = manage();
    managed.start();
    for (let crash = 0; crash < 6; crash += 1) {
      exit(1);
      vi.advanceTimersByTime(1000);
    }
    expect(started()).toBe(6);
    expect(managed.status).toMatchObject({ state: 'failed', restarts: 5 });
    expect(events.at(-1)).toBe('gave-up');
  });

  it('that the host cannot even start counts as a crash', () => {
    const { managed, breakWith } = manage();
    breakWith(new Error('no more processes'));
    managed.start();
    expect(managed.status).toMatchObject({ state: 'crashed', reason: 'ended with code 127', restarts: 1 });
  });

  it.each([
    ['is silent for ten seconds', [READY], 12, null, 'no sign of life for 10 s'],
    ['does not become ready in a minute', [], 62, BEAT, 'starting did not end in its time'],
    [
      'is longer at its announced work than it said',
      [READY, busy(20_000)],
      22,
      BEAT,
      'building did not end in its time',
    ],
  ] as const)('is ended when it %s', (_case, signs, seconds, sign, reason) => {
    const { managed, exit, pass, signals } = manage();
    managed.start();
    for (const one of signs) managed.heard(one);
    pass(seconds - 3, sign);
    expect(signals).toEqual([]);
    pass(3, sign);
    expect(signals).toContain('SIGKILL');
    exit(null, 'SIGKILL');
    expect(managed.status).toMatchObject({ state: 'crashed', reason });
  });

  it.each([
    ['silent during work that it announced', [READY, busy(60_000)], 50, null],
    ['longer than a minute before it is ready, at announced work', [busy(200_000)], 150, null],
    ['ready while announced work goes on', [busy(60_000), READY], 50, null],
    ['slow after its announced work is over, before it is ready', [busy(90_000), { type: 'idle' }], 50, BEAT],
  ] as const)('is left alone when it is %s', (_case, signs, seconds, sign) => {
    const { managed, pass, signals } = manage();
    managed.start();
    for (const one of signs) managed.heard(one);
    pass(seconds, sign);
    expect(signals).toEqual([]);
  });

  it('is not blamed for time in which the whole machine slept', () => {
    const { managed, pass, signals } = manage();
    managed.start();
    managed.heard(READY);
    pass(5, BEAT);
    vi.advanceTimersByTime(3_600_000);
    managed.tick();
    pass(5);
    expect(signals).toEqual([]);
    pass(10);
    expect(signals).toContain('SIGKILL');
  });
});

describe('the stop of a process', () => {
  it('is asked for over its link and waits for the end', async () => {
    const { managed, link, sent, exit, started } = manage();
    managed.start();
    managed.linked(link);
    const stopped = managed.stop();
    expect(sent.at(-1)).toEqual({ type: 'stop' });
    managed.heard(READY);
    expect(managed.status.state).toBe('stopping');
    exit(0);
    await stopped;
    vi.advanceTimersByTime(10_000);
    expect([managed.status.state, started()]).toEqual(['exited', 1]);
  });

  it.each([
    ['has no link yet', false],
    ['lost its link', true],
  ])('is asked for by signal while it %s', async (_case, wasLinked) => {
    const { managed, link, exit, signals } = manage();
    managed.start();
    if (wasLinked) managed.linked(link);
    managed.linked(null);
    const stopped = managed.stop();
    expect(signals).toEqual(['SIGTERM']);
    exit(null, 'SIGTERM');
    await stopped;
  });

  it('is forced when it takes too long', async () => {
    const { managed, link, exit, signals } = manage();
    managed.start();
    managed.linked(link);
    const stopped = managed.stop();
    vi.advanceTimersByTime(4900);
    expect(signals).toEqual([]);
    vi.advanceTimersByTime(200);
    expect(signals).toEqual(['SIGKILL']);
    exit(null, 'SIGKILL');
    await stopped;
    expect(managed.status.state).toBe('exited');
  });

  it('ends a restart that is due', async () => {
    const { managed, exit, started } = manage();
    managed.start();
    exit(1);
    await managed.stop();
    expect(vi.getTimerCount()).toBe(0);
    vi.advanceTimersByTime(10_000);
    expect(started()).toBe(1);
  });
});
