import { accessSync, constants, globSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Whether a file is there and may be run. */
export function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** The first of the given program names that the PATH knows. */
export function onPath(names: readonly string[], path = process.env['PATH'] ?? ''): string | null {
  const endings = process.platform === 'win32' ? ['.exe', '.cmd', ''] : [''];
  const folders = path.split(delimiter).filter((folder) => folder !== '');
  for (const name of names) {
    for (const folder of folders) {
      const found = endings.map((ending) => join(folder, name + ending)).find(isProgram);
      if (found !== undefined) return found;
    }
  }
  return null;
}

const CHROMIUM_PLACES: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  linux: ['/usr/bin/chromium', '/snap/bin/chromium'],
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: [
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
  ],
};
const CHROMIUM_NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];

/** A browser of the Chromium family for the screen tests: CHROMIUM_PATH, then the usual places, then the PATH. */
export function findChromium(): string | null {
  const named = process.env['CHROMIUM_PATH'];
  if (named !== undefined && named !== '') return isProgram(named) ? named : null;
  return (CHROMIUM_PLACES[process.platform] ?? []).find(isProgram) ?? onPath(CHROMIUM_NAMES);
}

/** The Python that Debian's packages install into; another one earlier on the PATH does not see them. */
const SYSTEM_PYTHON = '/usr/bin/python3';
const RTSP_PARTS = [
  '/usr/lib/*/girepository-1.0/GstRtspServer-1.0.typelib',
  '/usr/lib/*/gstreamer-1.0/libgstrtp.so',
  '/usr/lib/*/gstreamer-1.0/libgstvideoparsersbad.so',
  '/usr/lib/python3/dist-packages/gi/__init__.py',
];

/** GStreamer's RTSP server, driven from Python: a camera's stand-in that is not of our making. */
export function findRtspServer(): string | null {
  if (process.platform !== 'linux' || !isProgram(SYSTEM_PYTHON)) return null;
  return RTSP_PARTS.every((pattern) => globSync(pattern).length > 0) ? SYSTEM_PYTHON : null;
}

/** VLC without a window: the other player that streams must work with. */
export function findVlc(): string | null {
  return onPath(['cvlc']);
}
