import { appendFileSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { Fact } from '../../../../domain/contracts/facts.ts';
import type { Message } from '../../../../domain/contracts/messages.ts';
import { openOutbox } from '../../../../workers/analytics/outbox.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

const NO_BODY = new Uint8Array(0);
const LATER = { code: 'disk-full', message: '', hint: '' };

function journalFile(): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'tcc-outbox-'));
  folders.push(folder);
  return path.join(folder, 'camera-0.journal');
}

function hole(second: number): Fact {
  return { kind: 'hole', cameraId: 'a', fromUtcUs: second * 1e6, toUtcUs: second * 1e6 + 1, cause: 'test' };
}

function open(file: string, maxBytes = 1e6) {
  const sent: { seq: number; body: number[] }[] = [];
  const refused: string[] = [];
  const outbox = openOutbox({
    file,
    sender: 'camera-0',
    maxBytes,
    retryMs: 5,
    onRefused: (_batch, failure) => void refused.push(failure.code),
  });
  const send = (message: Message, body: Uint8Array): void => {
    if (message.type === 'facts') sent.push({ seq: message.seq, body: [...body] });
  };
  return { outbox, sent, refused, send };
}

describe('facts on their way to the store', () => {
  it('wait while the store is away and leave when it is there', () => {
    const { outbox, sent, send } = open(journalFile());
    outbox.put([hole(1)], Uint8Array.of(1, 2));
    expect(outbox.pending).toBe(1);
    outbox.opened(send);
    expect(sent).toEqual([{ seq: 1, body: [1, 2] }]);
    outbox.acknowledged(1);
    expect(outbox.pending).toBe(0);
    outbox.close();
  });

  it('are known to be held up, and by what, until the store takes something again', () => {
    const { outbox, send } = open(journalFile());
    outbox.opened(send);
    outbox.put([hole(1)], NO_BODY);
    expect(outbox.heldUpBy).toBeNull();
    outbox.refused(1, LATER);
    expect(outbox.heldUpBy).toBe('disk-full');
    outbox.acknowledged(1);
    expect(outbox.heldUpBy).toBeNull();
    outbox.close();
  });

  it('survive the death of their process and keep their numbers', () => {
    const file = journalFile();
    const first = open(file);
    first.outbox.put([hole(1)], Uint8Array.of(9));
    first.outbox.put([hole(2), hole(3)], new Uint8Array(0));
    // No close: the process was killed.
    const second = open(file);
    expect(second.outbox.pending).toBe(3);
    second.outbox.opened(second.send);
    second.outbox.put([hole(4)], new Uint8Array(0));
    expect(second.sent.map(({ seq }) => seq)).toEqual([1, 2, 3]);
    expect(second.sent[0]?.body).toEqual([9]);
    second.outbox.close();
  });

  it('are forgotten once acknowledged, in the file too', () => {
    const file = journalFile();
    const { outbox, send } = open(file);
    outbox.opened(send);
    outbox.put([hole(1)], new Uint8Array(10));
    expect(statSync(file).size).toBeGreaterThan(0);
    outbox.acknowledged(1);
    expect(statSync(file).size).toBe(0);
    outbox.close();
  });

  it('are read up to a torn end', () => {
    const file = journalFile();
    const first = open(file);
    first.outbox.put([hole(1)], new Uint8Array(0));
    appendFileSync(file, Uint8Array.of(200, 0, 0, 0, 0, 0, 0, 0, 123));
    const second = open(file);
    expect(second.outbox.pending).toBe(1);
    second.outbox.close();
  });

  it('are sent again when the store could not take them now, and given up when it never will', async () => {
    const { outbox, sent, refused, send } = open(journalFile());
    outbox.opened(send);
    outbox.put([hole(1)], new Uint8Array(0));
    outbox.refused(1, { code: 'disk-full', message: '', hint: '' });
    await expect.poll(() => sent.length).toBe(2);
    outbox.refused(1, { code: 'invalid', message: '', hint: '' });
    expect(refused).toEqual(['invalid']);
    expect(outbox.pending).toBe(0);
    outbox.close();
  });

  it('are bounded: a full journal says so until the store has caught up', async () => {
    const { outbox, send } = open(journalFile(), 100);
    outbox.put([hole(1)], new Uint8Array(200));
    expect(outbox.full).toBe(true);
    let room = false;
    const waiting = outbox.whenRoom().then(() => (room = true));
    await Promise.resolve();
    expect(room).toBe(false);
    outbox.opened(send);
    outbox.acknowledged(1);
    await waiting;
    expect(outbox.full).toBe(false);
    outbox.close();
  });

  it('wait behind facts that the store could not take: nothing overtakes what opens their session', async () => {
    const { outbox, sent, send } = open(journalFile());
    outbox.opened(send);
    outbox.put([hole(1)], NO_BODY);
    outbox.refused(1, LATER);
    outbox.put([hole(2)], NO_BODY);
    outbox.put([hole(3)], NO_BODY);
    expect(sent.map(({ seq }) => seq)).toEqual([1]);
    await expect.poll(() => sent.map(({ seq }) => seq)).toEqual([1, 1, 2, 3]);
    outbox.close();
  });

  it('are not sent any more once the outbox is closed, and whoever waits for it goes on', async () => {
    const { outbox, sent, send } = open(journalFile(), 100);
    outbox.opened(send);
    outbox.put([hole(1)], new Uint8Array(200));
    outbox.refused(1, LATER);
    const room = outbox.whenRoom();
    const drained = outbox.drained(60_000);
    outbox.close();
    await room;
    expect(await drained).toBe(false);
    outbox.put([hole(2)], NO_BODY);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(sent).toHaveLength(1);
  });

  it('count as handed over when all from before are committed, whatever comes after', async () => {
    const { outbox, send } = open(journalFile());
    outbox.opened(send);
    outbox.put([hole(1)], NO_BODY);
    const drained = outbox.drained(60_000);
    outbox.put([hole(2)], NO_BODY);
    outbox.acknowledged(1);
    expect(await drained).toBe(true);
    expect(await outbox.drained(10)).toBe(false);
    outbox.close();
  });

  it('do not fill the journal for ever while there is always one on its way', () => {
    const file = journalFile();
    const { outbox, send } = open(file, 4000);
    outbox.opened(send);
    outbox.put([hole(0)], new Uint8Array(100));
    for (let at = 1; at < 200; at += 1) {
      outbox.put([hole(at)], new Uint8Array(100).fill(at));
      outbox.acknowledged(at);
      expect(outbox.full).toBe(false);
    }
    expect(statSync(file).size).toBeLessThan(4000);
    const after = open(file);
    after.outbox.opened(after.send);
    expect(after.sent.at(-1)).toEqual({ seq: 200, body: Array(100).fill(199) });
    after.outbox.close();
    outbox.close();
  });
});
