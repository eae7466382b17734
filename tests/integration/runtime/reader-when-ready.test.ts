import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { readerWhenReady } from '../../../workers/entries/parts/reader-when-ready.ts';
import { dialLink, serveLinks } from '../../../workers/runtime/link.ts';
import { createLog } from '../../../workers/runtime/log.ts';
import { openStore, type StoreReader } from '../../../workers/store/index.ts';
import { storeOptions } from '../store/builders.ts';

const SECRET = 'x'.repeat(32);
const cleanUp: (() => unknown)[] = [];
afterEach(async () => {
  for (const step of cleanUp.splice(0).reverse()) await step();
});

function setUp() {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'tcc-ready-'));
  cleanUp.push(() => rmSync(folder, { recursive: true, force: true }));
  const socket = path.join(folder, 'store.sock');
  const announcements: boolean[] = [];
  const reading = readerWhenReady(
    {
      log: createLog('gateway', () => undefined),
      dial: (peer, handlers) => dialLink({ path: socket, secret: SECRET, name: 'gateway', peer, handlers, retryMs: 5 }),
      busy() {
        announcements.push(true);
        return () => void announcements.pop();
      },
    },
    path.join(folder, 'store.db'),
  );
  const serve = async (): Promise<void> => {
    const server = await serveLinks({
      path: socket,
      secret: SECRET,
      handlers: {
        onOpen: (link) => void link.send({ type: 'store-open', generation: crypto.randomUUID() }),
        onMessage: () => undefined,
      },
    });
    cleanUp.push(() => server.stop());
  };
  let reader: StoreReader | null = null;
  void reading.then((opened) => {
    reader = opened;
    cleanUp.push(() => opened.close());
  });
  return { folder, serve, announcements, opened: () => reader };
}

describe('the reader of a process that starts with the store', () => {
  it('waits for the store, whatever lies in the place of the database meanwhile, and says that it waits', async () => {
    const { folder, serve, announcements, opened } = setUp();
    writeFileSync(path.join(folder, 'store.db'), 'x'.repeat(20_000));
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect([opened(), announcements.length]).toEqual([null, 1]);
    rmSync(path.join(folder, 'store.db'));
    const store = await openStore(storeOptions(folder));
    if (!store.ok) throw new Error(store.failure.message);
    cleanUp.push(() => store.value.stop());
    await serve();
    await expect.poll(() => opened()?.site()?.name).toBe('Test site');
    expect(announcements).toEqual([]);
  });

  it('does not take a store that is ready as a proof that the file can be read', async () => {
    const { folder, serve, opened } = setUp();
    const file = path.join(folder, 'store.db');
    writeFileSync(file, 'x'.repeat(20_000));
    await serve();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(opened()).toBeNull();
    rmSync(file);
    const store = await openStore(storeOptions(folder));
    if (!store.ok) throw new Error(store.failure.message);
    cleanUp.push(() => store.value.stop());
    await expect.poll(() => opened()?.site()?.name).toBe('Test site');
  });
});
