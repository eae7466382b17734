import { spawn } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { PassThrough } from 'node:stream';
import type { ElectronApi } from '../../electron/electron-api.ts';

/**
 * A small stand-in for Electron's main module. It remembers what it was told and lets a test say what the system does;
 * it has no opinion of its own. Types come from the host's own list of what it uses.
 */
export interface ElectronDouble {
  /** What the host is given. */
  readonly electron: ElectronApi;
  readonly app: EventEmitter & {
    readonly paths: Map<string, string>;
    readonly calls: string[];
    exitCode: number | null;
    becomeReady(): void;
    quit(): void;
  };
  readonly windows: WindowDouble[];
  readonly session: SessionDouble;
  readonly ipc: IpcDouble;
  readonly dialogs: { readonly kind: string; readonly options: Record<string, unknown> }[];
  /** What the person answers, in order; without an answer a dialog is cancelled. */
  readonly answers: unknown[];
  readonly notifications: NotificationDouble[];
  readonly sleep: { readonly held: Set<number>; readonly kinds: string[] };
  readonly menus: unknown[];
  readonly opened: string[];
  readonly children: ChildDouble[];
  readonly schemes: unknown[];
  readonly screen: EventEmitter;
  readonly power: EventEmitter;
}

export interface DoubleOptions {
  readonly locale?: string;
  /** False: another program holds the lock. */
  readonly lock?: boolean;
  readonly appPath?: string;
  readonly displays?: readonly DisplayDouble[];
  readonly keyStore?: KeyStoreDouble;
  /** `node`: children are real processes of plain Node; otherwise nothing happens until the test says so. */
  readonly children?: 'node' | 'scripted';
}

export interface DisplayDouble {
  readonly id: number;
  readonly size: { readonly width: number; readonly height: number };
  readonly workArea: { x: number; y: number; width: number; height: number };
}

export interface KeyStoreDouble {
  readonly available: boolean;
  readonly backend?: string;
  /** What it encrypts with: another one does not open what this one sealed. */
  readonly secret?: string;
}

/** A display of the usual size, beside the ones before it. */
export function display(id: number, x = 0): DisplayDouble {
  return { id, size: { width: 1920, height: 1080 }, workArea: { x, y: 0, width: 1920, height: 1040 } };
}

type Handler = (...values: never[]) => unknown;

export class SessionDouble extends EventEmitter {
  readonly handlers = new Map<string, Handler>();
  readonly protocols = new Map<string, (request: Request) => Promise<Response>>();
  readonly cleared: unknown[] = [];
  readonly protocol = {
    handle: (scheme: string, handler: (request: Request) => Promise<Response>) =>
      void this.protocols.set(scheme, handler),
    unhandle: (scheme: string) => void this.protocols.delete(scheme),
  };
  readonly webRequest = {
    onBeforeRequest: (handler: Handler) => void this.handlers.set('onBeforeRequest', handler),
    onHeadersReceived: (handler: Handler) => void this.handlers.set('onHeadersReceived', handler),
  };
  setPermissionRequestHandler = (handler: Handler) => void this.handlers.set('permissionRequest', handler);
  setPermissionCheckHandler = (handler: Handler) => void this.handlers.set('permissionCheck', handler);
  setDevicePermissionHandler = (handler: Handler) => void this.handlers.set('devicePermission', handler);
  setDisplayMediaRequestHandler = (handler: Handler) => void this.handlers.set('displayMedia', handler);
  clearStorageData = (what: unknown) => Promise.resolve(void this.cleared.push(what));
  /** What the handler of that name says. */
  ask(name: string, ...values: unknown[]): unknown {
    const handler = this.handlers.get(name);
    if (handler === undefined) throw new Error(`nothing handles ${name}`);
    return handler(...(values as never[]));
  }
}

export class ContentsDouble extends EventEmitter {
  url = '';
  reloads = 0;
  /** As when its page holds unsaved work: leaving it must be let through by the host. */
  unsaved = false;
  windowOpen: ((details: { url: string }) => { action: string }) | null = null;
  setWindowOpenHandler = (handler: (details: { url: string }) => { action: string }) =>
    void (this.windowOpen = handler);
  getURL = () => this.url;
  reload = () => {
    if (!this.mayUnload()) return;
    this.reloads += 1;
    this.unsaved = false;
    this.emit('did-navigate', {}, this.url);
  };
  mayUnload(): boolean {
    let letThrough = !this.unsaved;
    if (this.unsaved) this.emit('will-prevent-unload', { preventDefault: () => (letThrough = true) });
    return letThrough;
  }
}

export class WindowDouble extends EventEmitter {
  readonly options: Record<string, unknown> & { webPreferences: Record<string, unknown> };
  readonly webContents = new ContentsDouble();
  readonly calls: string[] = [];
  destroyed = false;
  minimized = false;
  bounds: { x: number; y: number; width: number; height: number };
  constructor(options: WindowDouble['options']) {
    super();
    this.options = options;
    const { x, y, width, height } = options as unknown as WindowDouble['bounds'];
    this.bounds = { x, y, width, height };
  }
  loadURL = (url: string) => {
    this.webContents.url = url;
    return Promise.resolve();
  };
  getNormalBounds = () => this.bounds;
  isMaximized = () => this.calls.includes('maximize');
  isFullScreen = () => this.calls.includes('fullScreen');
  isMinimized = () => this.minimized;
  isDestroyed = () => this.destroyed;
  maximize = () => void this.calls.push('maximize');
  setFullScreen = () => void this.calls.push('fullScreen');
  restore = () => {
    this.minimized = false;
    this.calls.push('restore');
  };
  show = () => void this.calls.push('show');
  focus = () => void this.calls.push('focus');
  destroy = () => {
    if (this.destroyed) return;
    this.destroyed = true;
    this.emit('closed');
  };
  /** As when a person closes it. */
  close = () => {
    this.emit('close', { preventDefault: () => undefined });
    if (this.webContents.mayUnload()) this.destroy();
  };
}

export class IpcDouble extends EventEmitter {
  readonly handlers = new Map<string, (event: unknown, question: unknown) => Promise<unknown>>();
  handle = (channel: string, handler: (event: unknown, question: unknown) => Promise<unknown>) =>
    void this.handlers.set(channel, handler);
  removeHandler = (channel: string) => void this.handlers.delete(channel);
  invoke(channel: string, event: unknown, question?: unknown): Promise<unknown> {
    const handler = this.handlers.get(channel);
    return handler === undefined ? Promise.reject(new Error(`nothing handles ${channel}`)) : handler(event, question);
  }
  sendSync(channel: string, event: Record<string, unknown>): unknown {
    this.emit(channel, event);
    return event['returnValue'];
  }
}

export class NotificationDouble extends EventEmitter {
  readonly options: { readonly title: string; readonly body: string };
  shown = false;
  constructor(options: NotificationDouble['options']) {
    super();
    this.options = options;
  }
  show = () => void (this.shown = true);
  close = () => void (this.shown = false);
}

export class ChildDouble extends EventEmitter {
  pid: number | undefined = undefined;
  readonly stdout = new PassThrough();
  readonly stderr = new PassThrough();
  readonly file: string;
  readonly args: readonly string[];
  readonly options: { readonly env: Record<string, string>; readonly stdio: unknown; readonly serviceName: string };
  killed = false;
  constructor(file: string, args: readonly string[], options: ChildDouble['options']) {
    super();
    this.file = file;
    this.args = args;
    this.options = options;
  }
  kill = () => (this.killed = true);
  /** As a real process of plain Node. */
  live(): void {
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', this.file, ...this.args], {
      env: this.options.env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child.stdout.pipe(this.stdout);
    child.stderr.pipe(this.stderr);
    this.pid = child.pid;
    this.kill = () => child.kill('SIGTERM');
    child.on('exit', (code) => {
      this.pid = undefined;
      this.emit('exit', code ?? 0);
    });
  }
}

/** Where a page asks from: the main frame of a window, unless said otherwise. */
export function senderOf(window: WindowDouble, more: { url?: string; parent?: unknown } = {}): Record<string, unknown> {
  const frame = { url: more.url ?? 'tcc://app/index.html', parent: more.parent ?? null };
  return { sender: window.webContents, senderFrame: frame };
}

export function createElectronDouble(options: DoubleOptions = {}): ElectronDouble {
  const windows: WindowDouble[] = [];
  const notifications: NotificationDouble[] = [];
  const session = new SessionDouble();
  const ipc = new IpcDouble();
  const screen = screenDouble(options.displays ?? [display(1)]);
  const power = new EventEmitter();
  const app = appDouble(options);
  const { dialogs, answers, dialog } = dialogDouble();
  const sleep = { held: new Set<number>(), kinds: [] as string[] };
  const menus: unknown[] = [];
  const opened: string[] = [];
  const children: ChildDouble[] = [];
  const schemes: unknown[] = [];

  const electron = {
    app,
    BrowserWindow: class extends WindowDouble {
      constructor(given: WindowDouble['options']) {
        super(given);
        windows.push(this);
        app.emit('web-contents-created', {}, this.webContents);
      }
    },
    dialog,
    ipcMain: ipc,
    Menu: {
      buildFromTemplate: (template: unknown) => template,
      setApplicationMenu: (menu: unknown) => menus.push(menu),
    },
    Notification: class extends NotificationDouble {
      static isSupported = () => true;
      constructor(given: NotificationDouble['options']) {
        super(given);
        notifications.push(this);
      }
    },
    powerMonitor: power,
    powerSaveBlocker: {
      start: (kind: string) => {
        const id = sleep.kinds.push(kind);
        sleep.held.add(id);
        return id;
      },
      stop: (id: number) => sleep.held.delete(id),
    },
    protocol: { registerSchemesAsPrivileged: (list: unknown[]) => schemes.push(...list) },
    safeStorage: keyStore(options.keyStore ?? { available: true }),
    screen,
    session: { fromPartition: () => session },
    shell: {
      openPath: (folder: string) => Promise.resolve(void opened.push(folder)).then(() => ''),
      openExternal: (url: string) => Promise.resolve(void opened.push(url)),
    },
    utilityProcess: {
      fork(file: string, args: readonly string[], given: ChildDouble['options']) {
        const child = new ChildDouble(file, args, given);
        children.push(child);
        if (options.children === 'node') child.live();
        return child;
      },
    },
  };
  return {
    electron: electron as unknown as ElectronApi,
    app,
    windows,
    session,
    ipc,
    dialogs,
    answers,
    notifications,
    sleep,
    menus,
    opened,
    children,
    schemes,
    screen,
    power,
  };
}

function appDouble(options: DoubleOptions) {
  let ready: () => void = () => undefined;
  const whenReady = new Promise<void>((resolve) => (ready = resolve));
  const app = Object.assign(new EventEmitter(), {
    paths: new Map<string, string>([['userData', path.join(os.tmpdir(), 'tcc-never-used')]]),
    calls: [] as string[],
    exitCode: null as number | null,
    becomeReady: () => ready(),
    whenReady: () => whenReady,
    getLocale: () => options.locale ?? 'en-GB',
    getVersion: () => '1.2.3',
    getAppPath: () => options.appPath ?? '/nowhere',
    getPath: (name: string) => app.paths.get(name) ?? '',
    setPath: (name: string, value: string) => void app.paths.set(name, value),
    requestSingleInstanceLock: () => {
      app.calls.push('lock');
      return options.lock ?? true;
    },
    enableSandbox: () => void app.calls.push('sandbox'),
    setAppUserModelId: (id: string) => void app.calls.push(`id ${id}`),
    relaunch: () => void app.calls.push('relaunch'),
    exit: (code: number) => {
      app.exitCode = code;
    },
    quit: () => {
      app.calls.push('quit');
      let prevented = false;
      app.emit('before-quit', { preventDefault: () => (prevented = true) });
      if (!prevented) app.exitCode ??= 0;
    },
  });
  return app;
}

function dialogDouble() {
  const dialogs: ElectronDouble['dialogs'][number][] = [];
  const answers: unknown[] = [];
  const ask =
    (kind: string, cancelled: unknown) =>
    (...given: unknown[]) => {
      const options = given.at(-1) as Record<string, unknown>;
      dialogs.push({ kind, options });
      return Promise.resolve(answers.shift() ?? cancelled);
    };
  return {
    dialogs,
    answers,
    dialog: {
      showOpenDialog: ask('open', { canceled: true, filePaths: [] }),
      showMessageBox: ask('message', { response: 1 }),
      showErrorBox: (title: string, content: string) =>
        void dialogs.push({ kind: 'error', options: { title, content } }),
    },
  };
}

function screenDouble(displays: readonly DisplayDouble[]) {
  return Object.assign(new EventEmitter(), {
    getAllDisplays: () => displays,
    getPrimaryDisplay: () => displays[0],
  });
}

/** Seals by naming its secret before the text; opens only what its own secret sealed. */
function keyStore({ available, backend = 'gnome_libsecret', secret = 'a' }: KeyStoreDouble) {
  return {
    getSelectedStorageBackend: () => backend,
    isAsyncEncryptionAvailable: () => Promise.resolve(available),
    encryptStringAsync: (text: string) => Promise.resolve(Buffer.from(`${secret}:${text}`).map((byte) => byte ^ 0x5a)),
    decryptStringAsync: (bytes: Buffer) => {
      const text = Buffer.from(bytes.map((byte) => byte ^ 0x5a)).toString();
      return text.startsWith(`${secret}:`)
        ? Promise.resolve({ result: text.slice(secret.length + 1), shouldReEncrypt: false })
        : Promise.reject(new Error('cannot decrypt'));
    },
  };
}

/** A folder that goes away with `remove`. */
export function temporaryFolder(): { readonly folder: string; remove(): void } {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'tcc-desktop-'));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
