import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fail, ok } from '../../../domain/base/result.ts';
import type { CameraStatus, ProcessStatus } from '../../../domain/contracts/messages.ts';
import type { Desktop } from '../../../electron/modules/desktop.ts';
import type { HostModule } from '../../../electron/modules/host-module.ts';
import { menuModule } from '../../../electron/modules/menu-module.ts';
import { noticesModule } from '../../../electron/modules/notices-module.ts';
import { powerModule } from '../../../electron/modules/power-module.ts';
import { sessionModule } from '../../../electron/modules/session-module.ts';
import { windowsModule } from '../../../electron/modules/windows-module.ts';
import { runDesktop } from '../../../electron/run-desktop.ts';
import { desktopArguments, readStartOptions } from '../../../scripts/start-options.ts';
import { createElectronDouble, type DoubleOptions, temporaryFolder } from '../../support/electron-double.ts';

let data: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  data = temporaryFolder();
});
afterEach(() => data.remove());

/** The desktop with everything but the processes of the site. */
function run(options: DoubleOptions = {}, more: readonly HostModule[] = [], argv: readonly string[] = []) {
  const double = createElectronDouble(options);
  let desktop: Desktop | null = null;
  runDesktop(double.electron, {
    argv: ['electron', `--data=${data.folder}`, ...argv],
    builtFolder: '/app/dist/electron',
    modules: (made) => {
      desktop = made;
      const parts = [sessionModule, powerModule, noticesModule, windowsModule, menuModule];
      return [...more, ...parts.map((part) => part(made))];
    },
  });
  double.app.becomeReady();
  return {
    double,
    desktop: () => {
      if (desktop === null) throw new Error('not started');
      return desktop;
    },
  };
}

const ready = (double: ReturnType<typeof createElectronDouble>) =>
  vi.waitFor(() => expect(double.menus).not.toHaveLength(0), 5000);

describe('the desktop', () => {
  it('sets the sandbox for all pages, declares its addresses and takes the lock before Electron is ready', () => {
    const double = createElectronDouble();
    runDesktop(double.electron, {
      argv: ['electron', `--data=${data.folder}`],
      builtFolder: '/app',
      modules: () => [],
    });
    expect(double.app.calls).toEqual(['lock', 'sandbox']);
    expect(double.schemes).toHaveLength(1);
    expect(double.windows).toEqual([]);
  });

  it('keeps its profile, and with it the lock, inside the data folder', () => {
    const { double } = run();
    expect(double.app.paths.get('userData')).toBe(path.join(data.folder, 'desktop'));
    expect(existsSync(path.join(data.folder, 'desktop'))).toBe(true);
  });

  it('takes all that npm start was asked for', async () => {
    const asked = ['--port=8480', '--media=/a', '--media=/b', '--model=small', '--threads=2', '--no-demo', '--verbose'];
    const start = readStartOptions([...asked, `--data=${data.folder}`]);
    if (!start.ok) throw new Error(start.failure.message);
    const { double, desktop } = run({}, [], desktopArguments('/app', start.value));
    await ready(double);
    expect(desktop().options).toEqual({
      data: data.folder,
      port: 8480,
      media: ['/a', '/b'].map((folder) => path.resolve(folder)),
      model: 'small',
      threads: 2,
      demo: false,
      verbose: true,
      devTools: false,
    });
    double.app.quit();
  });

  it('ends at once when another one runs on the same data folder', async () => {
    const { double } = run({ lock: false });
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(double.app.calls).toEqual(['lock', 'quit']);
    expect([double.app.exitCode, double.windows, double.schemes]).toEqual([0, [], []]);
  });

  it('brings its first window to the front when it is started a second time', async () => {
    const { double } = run();
    await ready(double);
    double.windows[0]!.minimized = true;
    double.app.emit('second-instance', {}, [], '/');
    expect(double.windows).toHaveLength(1);
    expect(double.windows[0]?.calls).toEqual(['restore', 'show', 'focus']);
    double.app.quit();
  });

  it('serves its page in a locked session without cookies', async () => {
    const { double } = run();
    await ready(double);
    expect([...double.session.protocols.keys()]).toEqual(['tcc']);
    expect(double.session.cleared).toEqual([{ storages: ['cookies'] }]);
    expect([...double.session.handlers.keys()]).toEqual(
      expect.arrayContaining(['permissionRequest', 'permissionCheck', 'devicePermission', 'onBeforeRequest']),
    );
    double.app.quit();
  });

  it('says why it cannot start and what to do, and ends', async () => {
    const broken: HostModule = { name: 'broken', start: () => fail('x', 'The port is in use.', 'Choose another.') };
    const { double } = run({ locale: 'en' }, [broken]);
    await vi.waitFor(() => expect(double.app.exitCode).toBe(1), 5000);
    expect(double.dialogs).toEqual([
      {
        kind: 'error',
        options: {
          title: 'Traffic Command Center cannot start',
          content: 'The port is in use.\n\nWhat to do: Choose another.',
        },
      },
    ]);
    expect(double.windows).toEqual([]);
  });

  it('says it in Vietnamese where the system speaks it', async () => {
    const broken: HostModule = { name: 'broken', start: () => fail('port-in-use', 'Port 80 is in use.', 'Change it.') };
    const { double } = run({ locale: 'vi-VN' }, [broken]);
    await vi.waitFor(() => expect(double.app.exitCode).toBe(1), 5000);
    const { title, content } = double.dialogs[0]!.options;
    expect(title).toBe('Traffic Command Center không khởi động được');
    expect(content).toMatch(/^Cổng đang được chương trình khác dùng/);
  });

  it('refuses a command line that makes no sense, and a data folder that is none', () => {
    const wrong = createElectronDouble();
    runDesktop(wrong.electron, { argv: ['electron', '--port=x'], builtFolder: '/app' });
    expect([wrong.app.exitCode, wrong.dialogs.length]).toEqual([1, 1]);

    const file = path.join(data.folder, 'file');
    writeFileSync(file, '');
    const noFolder = createElectronDouble();
    runDesktop(noFolder.electron, { argv: ['electron', `--data=${file}`], builtFolder: '/app' });
    expect([noFolder.app.exitCode, noFolder.dialogs.length]).toEqual([1, 1]);
  });
});

describe('quitting', () => {
  it('waits for the parts, then ends', async () => {
    const steps: string[] = [];
    let release: () => void = () => undefined;
    const slow: HostModule = {
      name: 'slow',
      start: () => ok(() => new Promise<void>((resolve) => (release = resolve))),
    };
    const { double } = run({}, [slow]);
    await ready(double);
    double.app.quit();
    steps.push(`after the first: ${double.app.exitCode}`);
    double.app.quit();
    await vi.waitFor(() => expect(double.session.protocols.size).toBe(0), 5000);
    steps.push(`after an impatient second: ${double.app.exitCode}`);
    release();
    await vi.waitFor(() => expect(double.app.exitCode).toBe(0), 5000);
    expect(steps).toEqual(['after the first: null', 'after an impatient second: null']);
    expect(double.windows.every(({ destroyed }) => destroyed)).toBe(true);
  });

  it('waits no longer than its limit', async () => {
    const stuck: HostModule = { name: 'stuck', start: () => ok(() => new Promise<void>(() => undefined)) };
    const { double } = run({}, [stuck]);
    await ready(double);
    const begun = performance.now();
    double.app.quit();
    await vi.waitFor(() => expect(double.app.exitCode).toBe(0), 12_000);
    expect(performance.now() - begun).toBeGreaterThan(4900);
  });

  it.skipIf(process.platform === 'darwin')('follows the last window', async () => {
    const { double } = run();
    await ready(double);
    double.windows[0]!.close();
    double.app.emit('window-all-closed');
    await vi.waitFor(() => expect(double.app.exitCode).toBe(0), 5000);
  });

  it('happens when the machine shuts down', async () => {
    const { double } = run();
    await ready(double);
    double.power.emit('shutdown');
    await vi.waitFor(() => expect(double.app.exitCode).toBe(0), 5000);
  });
});

describe('while it runs', () => {
  it('keeps the machine awake while a camera is live, and lets go when it ends', async () => {
    const { double, desktop } = run();
    await ready(double);
    const process = { name: 'camera-0', state: 'ready', reason: '' } as ProcessStatus;
    for (const listener of desktop().onProcesses) listener([process]);
    expect(double.sleep.held.size).toBe(0);
    const live = { cameraId: 'north', state: 'live', reason: 'frames', detail: '' } as CameraStatus;
    for (const listener of desktop().onCameras) listener([live]);
    expect([...double.sleep.held]).toEqual([1]);
    expect(double.sleep.kinds).toEqual(['prevent-app-suspension']);
    double.app.quit();
    await vi.waitFor(() => expect(double.sleep.held.size).toBe(0), 5000);
  });

  it('tells of lost cameras, few at a time; a click shows the camera', async () => {
    const { double, desktop } = run();
    await ready(double);
    const lost = Array.from({ length: 12 }, (_, index) => ({
      cameraId: `north-${index}`,
      mode: 'live',
      state: 'offline',
      reason: 'no-answer',
      detail: 'no route to host',
    })) as CameraStatus[];
    for (const listener of desktop().onCameras) listener(lost);
    expect(double.notifications).toHaveLength(3);
    expect(double.notifications[0]).toMatchObject({
      shown: true,
      options: { title: 'Camera north-0 is lost', body: 'no route to host' },
    });
    double.notifications[0]!.emit('click');
    expect(double.windows[0]?.webContents.url).toBe('tcc://app/index.html#/camera/north-0');
    expect(double.windows[0]?.calls).toEqual(['show', 'focus']);
    double.app.quit();
  });

  it('makes its menu anew when a display comes', async () => {
    const { double } = run();
    await ready(double);
    const before = double.menus.length;
    double.screen.emit('display-added');
    expect(double.menus).toHaveLength(before + 1);
    double.app.quit();
  });

  it('keeps an allowed folder, says that it counts after a restart, and restarts on request', async () => {
    const { double, desktop } = run();
    await ready(double);
    double.answers.push({ canceled: false, filePaths: [path.dirname(data.folder)] }, { response: 0 });
    const menu = double.menus[0] as { label?: string; submenu?: { label?: string; click?: () => void }[] }[];
    const item = menu.flatMap(({ submenu }) => submenu ?? []).find(({ label }) => label?.startsWith('Allow'));
    item?.click?.();
    await vi.waitFor(() => expect(double.app.calls).toContain('relaunch'), 5000);
    expect(desktop().folders.usable(path.dirname(data.folder))).toBe('after-restart');
    await vi.waitFor(() => expect(double.app.exitCode).toBe(0), 5000);
  });
});
