import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { textsFor } from '../../../../electron/i18n/texts.ts';
import { createWindows, type Windows } from '../../../../electron/windows/windows.ts';
import { createElectronDouble, display, temporaryFolder } from '../../../support/electron-double.ts';

let data: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  data = temporaryFolder();
});
afterEach(() => data.remove());

function start(displays = [display(1), display(2, 1920)]) {
  const double = createElectronDouble({ displays });
  const lines: string[] = [];
  let now = 0;
  const stateFile = path.join(data.folder, 'desktop', 'windows.json');
  const windows = createWindows(double.electron, {
    icon: '/app/icon.png',
    preload: '/p.cjs',
    devTools: false,
    stateFile,
    texts: textsFor('en'),
    log: (_level, text) => void lines.push(text),
    nowMs: () => now,
  });
  return { double, windows, stateFile, lines, later: (ms: number) => (now += ms) };
}

type Contents = Parameters<Windows['isOurs']>[0];
const saved = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));

describe('the windows', () => {
  it('open one on our page at the first start, and show it once it has painted', () => {
    const { double, windows } = start();
    windows.restore();
    const [window] = double.windows;
    expect(double.windows).toHaveLength(1);
    expect(window?.webContents.url).toBe('tcc://app/index.html');
    expect(window?.calls).toEqual([]);
    window?.emit('ready-to-show');
    expect(window?.calls).toEqual(['show']);
    windows.stop();
  });

  it('open one more at a place of our page, up to a limit', () => {
    const { double, windows } = start();
    windows.restore();
    windows.openAddress('tcc://app/index.html#/alone/camera/north');
    expect(double.windows[1]?.webContents.url).toBe('tcc://app/index.html#/alone/camera/north');
    windows.openAddress('tcc://app/index.html#/../etc');
    expect(double.windows[2]?.webContents.url).toBe('tcc://app/index.html');
    for (let more = 0; more < 20; more += 1) windows.openAddress('tcc://app/index.html#/live');
    expect(double.windows).toHaveLength(16);
    windows.stop();
  });

  it('come back where and as they were', () => {
    const first = start();
    first.windows.restore();
    first.windows.open(2);
    const [one, two] = first.double.windows;
    one!.bounds = { x: 10, y: 20, width: 1000, height: 700 };
    one!.maximize();
    two!.webContents.url = 'tcc://app/index.html#/camera/north-3';
    first.windows.stop();
    expect(first.double.windows.every(({ destroyed }) => destroyed)).toBe(true);

    const second = start();
    second.windows.restore();
    const [again, other] = second.double.windows;
    again?.emit('ready-to-show');
    expect(again?.bounds).toEqual({ x: 10, y: 20, width: 1000, height: 700 });
    expect(again?.calls).toEqual(['maximize', 'show']);
    expect(other?.bounds.x).toBeGreaterThanOrEqual(1920);
    expect(other?.webContents.url).toBe('tcc://app/index.html#/camera/north-3');
    second.windows.stop();
  });

  it('remember the last one that a person closed, and forget one that was closed before', async () => {
    const { double, windows, stateFile } = start();
    windows.restore();
    windows.open();
    double.windows[0]!.close();
    await vi.waitFor(() => expect(saved(stateFile)).toHaveLength(1), 5000);
    double.windows[1]!.close();
    windows.stop();
    expect(saved(stateFile)).toHaveLength(1);
  });

  it('start afresh when what was remembered cannot be understood', () => {
    const { double, windows, stateFile } = start();
    windows.open();
    windows.stop();
    expect(existsSync(stateFile)).toBe(true);
    writeFileSync(stateFile, '{"half":');
    const next = start();
    next.windows.restore();
    expect([double.windows.length, next.double.windows.length]).toEqual([1, 1]);
    next.windows.stop();
  });

  it('come to the front, at a place within the page', () => {
    const { double, windows } = start();
    windows.restore();
    const [window] = double.windows;
    window!.minimized = true;
    windows.focus('#/camera/north-3');
    expect(window?.calls).toEqual(['restore', 'show', 'focus']);
    expect(window?.webContents.url).toBe('tcc://app/index.html#/camera/north-3');
    windows.stop();
  });

  it('know their own pages', () => {
    const { double, windows } = start();
    windows.restore();
    expect(windows.isOurs(double.windows[0]!.webContents as unknown as Contents)).toBe(true);
    expect(windows.isOurs({} as Contents)).toBe(false);
    windows.stop();
  });
});

describe('a window with unsaved work', () => {
  const STAY = { response: 0 };
  const LEAVE = { response: 1 };
  /** Two windows, the first with unsaved work; the person gives these answers. */
  function startUnsaved(...answers: readonly { response: number }[]) {
    const started = start();
    started.windows.restore();
    started.windows.open();
    started.double.answers.push(...answers);
    const [unsaved, other] = started.double.windows;
    unsaved!.webContents.unsaved = true;
    return { ...started, unsaved: unsaved!, other: other! };
  }

  it('asks before it is closed, and closes when the person says so', async () => {
    const { double, windows, unsaved, other } = startUnsaved(LEAVE);
    unsaved.close();
    expect(unsaved.destroyed).toBe(false);
    await vi.waitFor(() => expect(unsaved.destroyed).toBe(true), 5000);
    expect(double.dialogs).toHaveLength(1);
    expect(double.dialogs[0]?.options).toMatchObject({ message: 'This window holds changes that are not saved.' });
    other.close();
    expect([other.destroyed, double.dialogs.length]).toEqual([true, 1]);
    windows.stop();
  });

  it('stays when the person stays, asks one question at a time, and asks again the next time', async () => {
    const { double, windows, unsaved } = startUnsaved(STAY, LEAVE);
    unsaved.close();
    unsaved.close();
    await new Promise((resolve) => setImmediate(resolve));
    expect([unsaved.destroyed, double.dialogs.length]).toEqual([false, 1]);
    unsaved.close();
    await vi.waitFor(() => expect(unsaved.destroyed).toBe(true), 5000);
    expect(double.dialogs).toHaveLength(2);
    windows.stop();
  });

  it('is loaded anew after the same question, and not closed by its answer', async () => {
    const { windows, unsaved } = startUnsaved(LEAVE);
    unsaved.webContents.reload();
    expect(unsaved.webContents.reloads).toBe(0);
    await vi.waitFor(() => expect(unsaved.webContents.reloads).toBe(1), 5000);
    expect(unsaved.destroyed).toBe(false);
    windows.stop();
  });

  it('does not keep the host from loading all windows anew, and is guarded again after', async () => {
    const { double, windows, unsaved, other } = startUnsaved(STAY);
    windows.reloadAll();
    expect([unsaved.webContents.reloads, other.webContents.reloads, double.dialogs.length]).toEqual([1, 1, 0]);
    unsaved.webContents.unsaved = true;
    unsaved.close();
    await vi.waitFor(() => expect(double.dialogs).toHaveLength(1), 5000);
    expect(unsaved.destroyed).toBe(false);
    windows.stop();
  });

  it('keeps the program from being left when the person stays, and lets it be left the next time', async () => {
    const { double, windows, unsaved } = startUnsaved(STAY, LEAVE);
    expect(await windows.leaveAll()).toBe(false);
    expect([unsaved.destroyed, double.dialogs.length]).toEqual([false, 1]);
    expect(await windows.leaveAll()).toBe(true);
    expect(double.windows.every(({ destroyed }) => destroyed)).toBe(true);
    windows.stop();
  });

  it('comes back with all others when the program was left by its menu', async () => {
    const { windows, stateFile } = startUnsaved(LEAVE);
    expect(await windows.leaveAll()).toBe(true);
    windows.stop();
    expect(saved(stateFile)).toHaveLength(2);
    const again = start();
    again.windows.restore();
    expect(again.double.windows).toHaveLength(2);
    again.windows.stop();
  });

  it('is no matter where there is none', async () => {
    const { windows } = start();
    expect(await windows.leaveAll()).toBe(true);
    windows.stop();
  });

  it('is closed without a question when the program ends', () => {
    const { double, windows, unsaved } = startUnsaved();
    windows.stop();
    expect([unsaved.destroyed, double.dialogs]).toEqual([true, []]);
  });
});

describe('a page that crashes', () => {
  it('comes back in the same place, and its crash is logged', () => {
    const { double, windows, lines } = start();
    windows.restore();
    const { webContents } = double.windows[0]!;
    webContents.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 5 });
    expect(webContents.reloads).toBe(1);
    expect(lines).toEqual(['a window crashed']);
    windows.stop();
  });

  it('is left alone when it ended on purpose', () => {
    const { double, windows } = start();
    windows.restore();
    double.windows[0]!.webContents.emit('render-process-gone', {}, { reason: 'clean-exit', exitCode: 0 });
    expect(double.windows[0]!.webContents.reloads).toBe(0);
    windows.stop();
  });

  it('asks a person once it has crashed too often, and tries again on request', async () => {
    const { double, windows } = start();
    windows.restore();
    double.answers.push({ response: 0 });
    const { webContents } = double.windows[0]!;
    for (let crash = 0; crash < 6; crash += 1)
      webContents.emit('render-process-gone', {}, { reason: 'oom', exitCode: 5 });
    expect(webContents.reloads).toBe(5);
    await vi.waitFor(() => expect(webContents.reloads).toBe(6), 5000);
    expect(double.dialogs).toHaveLength(1);
    expect(double.dialogs[0]?.options).toMatchObject({ detail: expect.stringContaining('oom') as string });
    windows.stop();
  });

  it('has a fresh budget after a quiet minute', () => {
    const { double, windows, later } = start();
    windows.restore();
    const { webContents } = double.windows[0]!;
    for (let crash = 0; crash < 5; crash += 1)
      webContents.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 5 });
    later(61_000);
    webContents.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 5 });
    expect(webContents.reloads).toBe(6);
    expect(double.dialogs).toEqual([]);
    windows.stop();
  });
});
