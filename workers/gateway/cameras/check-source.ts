import { realpath } from 'node:fs/promises';
import path from 'node:path';
import type { CameraSource } from '../../../domain/contracts/source.ts';
import type { Principal } from '../auth/access-tokens.ts';
import { ADMIN_SOURCES } from '../auth/rights.ts';
import type { GatewayOptions } from '../base/ports.ts';
import { problem } from '../base/problem.ts';
import { urlsOf } from './source-urls.ts';

const SCHEMES: Readonly<Record<string, readonly string[]>> = {
  rtsp: ['rtsp', 'rtsps'],
  rtmp: ['rtmp', 'rtmps'],
  http: ['http', 'https'],
  hls: ['http', 'https'],
  mjpeg: ['http', 'https'],
};

/** Where the program runs, and which folders it may read. */
type SourceHost = Pick<GatewayOptions, 'allowedFolders' | 'hostKind'>;

const HOW_TO_ALLOW: Readonly<Record<SourceHost['hostKind'], string>> = {
  desktop: 'allow its folder with "Allow a folder of recordings…" in the menu and start the program again',
  site: 'have the site started with its folder as well: --media FOLDER',
};

/** Refuses sources that this user may not open, or that nobody may. */
export async function checkSource(source: CameraSource, who: Principal, host: SourceHost): Promise<void> {
  if (ADMIN_SOURCES.has(source.kind) && who.role !== 'admin') {
    throw problem(
      403,
      'admin-source',
      `Sources of the kind "${source.kind}" are for admins only, because they reach into this machine.`,
      'Ask an admin to add this camera.',
    );
  }
  for (const url of urlsOf(source)) checkScheme(source.kind, url);
  if ('path' in source) await checkPath(source.path, host);
}

/** Refuses files outside the allowed folders, also when a link leads there. */
export async function checkPath(file: string, { allowedFolders, hostKind }: SourceHost): Promise<void> {
  const real = await realpath(file).catch(() => null);
  const roots = await Promise.all(allowedFolders.map((folder) => realpath(folder).catch(() => null)));
  const inside = (candidate: string) => roots.some((root) => root !== null && isInside(root, candidate));
  // Whether a file exists outside is nobody's business: both cases get the same answer.
  if (real === null ? !allowedFolders.some((folder) => isInside(folder, path.resolve(file))) : !inside(real)) {
    throw problem(
      403,
      'file-not-allowed',
      'The path is outside the folders from which recordings may be read.',
      `Move the recording into one of the allowed folders, or ${HOW_TO_ALLOW[hostKind]}.`,
    );
  }
  if (real === null)
    throw problem(404, 'file-not-found', 'There is no such file or folder.', 'Check the path for typing mistakes.');
}

function isInside(root: string, candidate: string): boolean {
  const relative = path.relative(root, candidate);
  return relative === '' || (!relative.startsWith('..') && !path.isAbsolute(relative));
}

function checkScheme(kind: string, url: string): void {
  const allowed = SCHEMES[kind] ?? [];
  const scheme = /^([a-z][a-z0-9+.-]*):\/\/[^/?#\s]/i.exec(url)?.[1]?.toLowerCase();
  if (scheme !== undefined && allowed.includes(scheme)) return;
  throw problem(
    400,
    'bad-url',
    `The URL of a source of the kind "${kind}" must begin with ${allowed.map((name) => `${name}://`).join(' or ')} and name a host.`,
    'Correct the URL, or choose the kind of source that fits it.',
  );
}
