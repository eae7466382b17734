import type { CameraSource, Credential } from '../../../domain/contracts/source.ts';

export type SourceKind = CameraSource['kind'];
export interface Recognised {
  readonly source: CameraSource;
  /** User and password that stood in the address: they travel apart from it and are never shown again. */
  readonly credential: Credential | null;
}

const VIDEO_FILE = /\.(mp4|m4v|mov|mkv|avi|ts|mts|webm|flv|mpg|mpeg)$/i;
const MJPEG_HINT = /mjpe?g|videostream\.cgi|video\.cgi|nphmotionjpeg/i;
const WINDOWS_PATH = /^[a-z]:[\\/]|^\\\\/i;

/** What a pasted address, path or graph most likely is; null for nothing. The person may choose another kind. */
export function recogniseSource(pasted: string): Recognised | null {
  const text = pasted.trim().replace(/^["']|["']$/g, '');
  if (text === '') return null;
  const kind = kindOf(text);
  return kind === null ? null : asKind(text, kind);
}

function kindOf(text: string): SourceKind | null {
  if (/^rtsps?:\/\//i.test(text)) return 'rtsp';
  if (/^rtmps?:\/\//i.test(text)) return 'rtmp';
  if (/^https?:\/\//i.test(text)) return webKind(text);
  if (/^lavfi:/i.test(text) || /^(testsrc2?|smptebars|mandelbrot|color|life)\b/i.test(text)) return 'test';
  if (/^\/dev\/video\d+$/.test(text) || /^video=/i.test(text)) return 'device';
  if (text.startsWith('/') || /^file:\/\//i.test(text) || WINDOWS_PATH.test(text)) return fileKind(text);
  return VIDEO_FILE.test(text) ? 'file' : null;
}

function webKind(text: string): SourceKind {
  const path = text.split(/[?#]/)[0] ?? '';
  if (/\.m3u8$/i.test(path)) return 'hls';
  return MJPEG_HINT.test(text) ? 'mjpeg' : 'http';
}

function fileKind(text: string): SourceKind {
  return /[\\/]$/.test(text) ? 'folder' : 'file';
}

/** The text read as a source of this kind. */
export function asKind(text: string, kind: SourceKind): Recognised {
  if (kind === 'file' || kind === 'folder') return { source: fileSource(text, kind), credential: null };
  if (kind === 'test') {
    return { source: { kind, graph: text.replace(/^lavfi:/i, ''), pace: 'realtime' }, credential: null };
  }
  if (kind === 'device') {
    const format = text.startsWith('/dev/') ? 'v4l2' : text.startsWith('video=') ? 'dshow' : 'avfoundation';
    return { source: { kind, device: text, format }, credential: null };
  }
  const { url, credential } = withoutCredential(text);
  const live = { url, backupUrls: [] };
  return { source: kind === 'rtsp' ? { kind, ...live, transport: 'tcp' } : { kind, ...live }, credential };
}

function fileSource(text: string, kind: 'file' | 'folder'): CameraSource {
  const path = /^file:\/\//i.test(text) ? decoded(text.replace(/^file:\/\//i, '')) : text;
  return { kind, path, pace: kind === 'file' ? 'loop' : 'max' };
}

/** Cuts `user:password@` out of an address. An "@" may stand in a password: the last one before the path counts. */
export function withoutCredential(address: string): { readonly url: string; readonly credential: Credential | null } {
  const match = /^([a-z]+:\/\/)([^/?#]*)@([^@/?#]*)(.*)$/i.exec(address);
  if (match === null) return { url: address, credential: null };
  const [, scheme = '', pair = '', host = '', rest = ''] = match;
  const colon = pair.indexOf(':');
  const user = colon < 0 ? pair : pair.slice(0, colon);
  const password = colon < 0 ? '' : pair.slice(colon + 1);
  return { url: `${scheme}${host}${rest}`, credential: { user: decoded(user), password: decoded(password) } };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** An id that the site accepts, made from a name: lower case, letters, digits and hyphens. */
export function idFromName(name: string): string {
  const plain = name
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/đ/gi, 'd')
    .toLowerCase();
  return plain
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 48)
    .replace(/^-+|-+$/g, '');
}

/** A source as one line of text: what the person typed, and what is shown in lists. */
export function sourceText(source: CameraSource): string {
  if ('url' in source) return source.url;
  if ('path' in source) return source.path;
  return source.kind === 'device' ? source.device : source.graph;
}
