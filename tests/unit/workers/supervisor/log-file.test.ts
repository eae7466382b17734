import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { openLogFile } from '../../../../workers/supervisor/log-file.ts';

const folders: string[] = [];
afterEach(() => {
  vi.restoreAllMocks();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function folder(): string {
  const made = mkdtempSync(path.join(os.tmpdir(), 'tcc-log-'));
  folders.push(made);
  return made;
}

const line = (text: string) => ({
  type: 'log' as const,
  level: 'info' as const,
  who: 'store',
  text,
  fields: { rows: 3 },
});

/** What goes to the terminal. */
function listen(): string[] {
  const printed: string[] = [];
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => printed.push(String(text)) > 0);
  return printed;
}

describe('the log file', () => {
  it('holds one JSON line per event', async () => {
    const printed = listen();
    const where = folder();
    const log = openLogFile(where, false);
    log.write(line('first'));
    log.write(line('second'));
    await log.close();
    const lines = readFileSync(path.join(where, 'command-center.log'), 'utf8').trim().split('\n');
    expect(lines.map((text) => JSON.parse(text))).toMatchObject([
      { level: 'info', who: 'store', text: 'first', rows: 3 },
      { text: 'second' },
    ]);
    expect(printed).toEqual([]);
  });

  it('that cannot be written sends its lines to the terminal, and closes all the same', async () => {
    const printed = listen();
    const file = path.join(folder(), 'not-a-folder');
    writeFileSync(file, '');
    const log = openLogFile(path.join(file, 'logs'), false);
    log.write(line('before anyone knows'));
    await expect.poll(() => printed.some((text) => text.includes('cannot be written'))).toBe(true);
    log.write(line('still counting'));
    await log.close();
    log.write(line('after the end'));
    expect(printed.filter((text) => text.includes('still counting') || text.includes('after the end'))).toHaveLength(2);
  });

  it('is opened again when its disk is there again, and says how much went elsewhere meanwhile', async () => {
    const printed = listen();
    const where = folder();
    const inTheWay = path.join(where, 'logs');
    writeFileSync(inTheWay, '');
    // Long enough that the first line after the word of it is written before the file is tried again.
    const log = openLogFile(path.join(inTheWay, 'here'), false, 1500);
    const said = (text: string): boolean => printed.some((one) => one.includes(text));
    await expect.poll(() => said('cannot be written')).toBe(true);
    log.write(line('meanwhile'));
    rmSync(inTheWay);
    mkdirSync(inTheWay);
    const kept = (): string[] => {
      log.write(line('again'));
      try {
        return readFileSync(path.join(inTheWay, 'here', 'command-center.log'), 'utf8')
          .trim()
          .split('\n');
      } catch {
        return [];
      }
    };
    await expect.poll(() => kept().some((text) => text.includes('for a while')), { timeout: 30_000 }).toBe(true);
    await log.close();
    const lines = kept().map((text): Record<string, unknown> => JSON.parse(text));
    expect(lines.find(({ text }) => String(text).includes('for a while'))?.['lines']).toBeGreaterThan(0);
    expect(lines.some(({ text }) => text === 'again')).toBe(true);
    expect(said('meanwhile')).toBe(true);
    expect(printed.filter((text) => text.includes('cannot be written'))).toHaveLength(1);
  });

  it('and the terminal are told no secrets, whoever writes', async () => {
    const printed = listen();
    const where = folder();
    const log = openLogFile(where, true);
    const address = 'rtsp://anna:s3cret@10.0.0.7/one?token=s3cret';
    log.write({ ...line(`ffmpeg could not open ${address}`), fields: { words: `opening ${address} failed`, rows: 3 } });
    await log.close();
    const text = readFileSync(path.join(where, 'command-center.log'), 'utf8');
    for (const told of [text, printed.join('')]) {
      expect(told).toContain('10.0.0.7');
      expect(told).not.toContain('s3cret');
    }
  });
});
