import { appendFileSync, existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
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

function growing(cameraId: string, second: number): Fact {
  return { kind: 'hole', cameraId, fromUtcUs: 0, toUtcUs: second * 1e6, cause: 'offline' };
}

function event(second: number): Fact {
  return { kind: 'camera-event', cameraId: 'a', utcUs: second * 1e6, state: 'offline', reason: 'timeout', detail: '' };
}

function open(file: string, maxBytes = 1e6, orphans: readonly string[] = []) {
  const sent: { seq: number; body: number[] }[] = [];
  const oldest: number[] = [];
  const refused: string[] = [];
  const dropped: string[] = [];
  const outbox = openOutbox({
    file,
    orphans,
    sender: 'camera-0',
    maxBytes,
    retryMs: 5,
    onRefused: (_batch, failure) => void refused.push(failure.code),
    onUnreadable: ({ bytes }) => void refused.push(`${bytes} bytes unreadable`),
    onEventsDropped: (count, over) => void dropped.push(over ? `${count} in all` : `${count} at first`),
  });
  const send = (message: Message, body: Uint8Array): void => {
    if (message.type !== 'facts') return;
    sent.push({ seq: message.seq, body: [...body] });
    if (message.oldest) oldest.push(message.seq);
  };
  return { outbox, sent, oldest, refused, dropped, send };
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

  it('are taken over from the journals of processes that there are no more, behind our own', () => {
    const file = journalFile();
    const orphan = path.join(path.dirname(file), 'camera-3.journal');
    open(file).outbox.put([hole(1)], Uint8Array.of(1));
    const other = open(orphan);
    for (const at of [6, 7]) other.outbox.put([hole(at)], Uint8Array.of(at));
    const { outbox, sent, send } = open(file, 1e6, [orphan]);
    expect(existsSync(orphan)).toBe(false);
    // They stand in our own journal now.
    const again = open(file);
    expect([outbox.pending, again.outbox.pending]).toEqual([3, 3]);
    again.outbox.close();
    outbox.opened(send);
    outbox.put([hole(9)], NO_BODY);
    expect(sent).toEqual([
      { seq: 1, body: [1] },
      { seq: 2, body: [6] },
      { seq: 3, body: [7] },
      { seq: 4, body: [] },
    ]);
    outbox.close();
  });

  it('are read past a record that makes no sense, which is told and kept', () => {
    const file = journalFile();
    const first = open(file);
    first.outbox.put([hole(1)], NO_BODY);
    appendFileSync(file, Uint8Array.of(2, 0, 0, 0, 1, 0, 0, 0, 123, 125, 9));
    first.outbox.put([hole(2)], NO_BODY);
    const second = open(file);
    second.outbox.opened(second.send);
    expect(second.sent.map(({ seq }) => seq)).toEqual([1, 2]);
    expect(second.refused).toEqual(['11 bytes unreadable']);
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
    await expect.poll(() => sent.map(({ seq }) => seq)).toEqual([1, 1]);
    outbox.acknowledged(1);
    expect(sent.map(({ seq }) => seq)).toEqual([1, 1, 2, 3]);
    outbox.close();
  });

  it('are not all sent again and again to a store that can take none of them: the oldest alone asks', async () => {
    const { outbox, sent, send } = open(journalFile());
    const oldest = () => sent.filter(({ seq }) => seq === 1).length;
    outbox.opened(send);
    for (let at = 1; at <= 50; at += 1) outbox.put([hole(at)], NO_BODY);
    for (let seq = 1; seq <= 50; seq += 1) outbox.refused(seq, LATER);
    for (let times = 2; times <= 5; times += 1) {
      await expect.poll(oldest).toBe(times);
      outbox.refused(1, LATER);
    }
    expect(sent).toHaveLength(50 + 4);
    await expect.poll(oldest).toBe(6);
    outbox.acknowledged(1);
    expect(sent.slice(55).map(({ seq }) => seq)).toEqual(Array.from({ length: 49 }, (_, at) => at + 2));
    outbox.close();
  });

  it('say which of them is the oldest, so that the store can keep their order', () => {
    const { outbox, oldest, send } = open(journalFile());
    for (const at of [1, 2, 3]) outbox.put([hole(at)], NO_BODY);
    outbox.opened(send);
    expect(oldest).toEqual([1]);
    outbox.acknowledged(1);
    outbox.refused(2, LATER);
    outbox.lost();
    outbox.opened(send);
    expect(oldest).toEqual([1, 2]);
    outbox.close();
  });

  it('ask with the oldest first when the link comes back to a store that could not take them', async () => {
    const { outbox, sent, send } = open(journalFile());
    outbox.opened(send);
    for (const at of [1, 2, 3]) outbox.put([hole(at)], NO_BODY);
    outbox.refused(1, LATER);
    outbox.lost();
    sent.length = 0;
    outbox.opened(send);
    expect(sent.map(({ seq }) => seq)).toEqual([1]);
    outbox.refused(1, { code: 'invalid', message: '', hint: '' });
    expect(sent.map(({ seq }) => seq)).toEqual([1, 2, 3]);
    outbox.close();
  });

  it('tell a gap that grows in one place: its newest word is all that waits', () => {
    const file = journalFile();
    const { outbox, sent, send } = open(file, 2000);
    outbox.put([hole(1)], NO_BODY);
    for (let to = 2; to <= 500; to += 1) {
      outbox.put([growing('north', to)], NO_BODY);
      outbox.put([growing('south', to)], NO_BODY);
      expect(outbox.pending).toBeLessThanOrEqual(3);
      expect(statSync(file).size).toBeLessThan(2000);
    }
    expect(outbox.full).toBe(false);
    const after = open(file, 2000);
    expect(after.outbox.pending).toBe(3);
    after.outbox.close();
    outbox.opened(send);
    expect(sent).toHaveLength(3);
    outbox.acknowledged(sent[1]!.seq);
    outbox.acknowledged(sent[2]!.seq);
    expect(outbox.pending).toBe(1);
    outbox.close();
  });

  it('keep the newest word on a gap when the one before it is acknowledged', () => {
    const { outbox, sent, send } = open(journalFile());
    outbox.opened(send);
    outbox.put([growing('north', 2)], NO_BODY);
    outbox.put([growing('north', 3)], NO_BODY);
    outbox.acknowledged(1);
    expect([outbox.pending, sent.map(({ seq }) => seq)]).toEqual([1, [1, 2]]);
    outbox.acknowledged(2);
    expect(outbox.pending).toBe(0);
    outbox.close();
  });

  it('go on when the gap that the store was asked with has grown meanwhile', async () => {
    const { outbox, sent, send } = open(journalFile());
    outbox.opened(send);
    outbox.put([growing('north', 2)], NO_BODY);
    outbox.put([hole(9)], NO_BODY);
    outbox.refused(1, LATER);
    await expect.poll(() => sent.length).toBe(3);
    outbox.put([growing('north', 3)], NO_BODY);
    outbox.acknowledged(1);
    expect(sent.slice(3).map(({ seq }) => seq)).toEqual([2, 3]);
    outbox.close();
  });

  it('are bounded: when there is no room, events of cameras go, oldest first, and are counted', () => {
    const { outbox, sent, dropped, send } = open(journalFile(), 3000);
    outbox.put([hole(1)], new Uint8Array(1000));
    for (let at = 0; at < 200; at += 1) outbox.put([event(at)], NO_BODY);
    outbox.put([hole(2)], new Uint8Array(1000));
    const { pending } = outbox;
    for (let at = 200; at < 230; at += 1) outbox.put([event(at)], NO_BODY);
    expect(outbox.pending).toBe(pending);
    expect(dropped).toEqual(['1 at first']);
    outbox.opened(send);
    const kept = pending - 2;
    for (const { seq } of sent.slice()) outbox.acknowledged(seq);
    expect(dropped).toEqual(['1 at first', `${230 - kept} in all`]);
    outbox.close();
  });

  it('are all dropped that are events when a full journal holds nothing but counts', () => {
    const { outbox, dropped } = open(journalFile(), 100);
    outbox.put([hole(1)], new Uint8Array(200));
    outbox.put([event(1)], NO_BODY);
    outbox.put([hole(2)], NO_BODY);
    expect([outbox.pending, dropped]).toEqual([2, ['1 at first']]);
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
