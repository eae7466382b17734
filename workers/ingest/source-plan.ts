import { basename } from 'node:path';
import type { Result } from '../../domain/base/result.ts';
import type { CameraSource, Credential } from '../../domain/contracts/source.ts';
import type { FileMark } from '../../domain/camera/folder-walk.ts';
import { openableFile, videosIn, type SourceFailure } from './file-access.ts';
import type { FfmpegInput } from './ffmpeg-args.ts';
import { markOf } from './file-mark.ts';
import { networkLocation, secretsOf, type NetworkKind, type NetworkLocation } from './locations.ts';
import { startFromName } from './name-time.ts';

/** One thing that ffmpeg can open. */
export interface SourceItem {
  readonly input: FfmpegInput;
  /** What it is called among others of its folder; empty for other sources. */
  readonly name: string;
  /** For people: no secrets. */
  readonly shown: string;
  readonly secrets: readonly string[];
  /** When the recording began, as far as its name says. */
  readonly startUtcUs: number | null;
}

/** What kind of source it is, in the terms that decide how it is run. */
export interface SourceNature {
  /** Comes at its own speed: drained always, tied to universal time by arrival. */
  readonly live: boolean;
  readonly network: boolean;
  /** Many files, played one after another on one clock. */
  readonly folder: boolean;
  readonly lossless: boolean;
  readonly loop: boolean;
  /** A recording that goes on where it broke off. */
  readonly resumable: boolean;
  /** Played at its own speed or coming at it: silence means trouble. */
  readonly watched: boolean;
}

export function natureOf(source: CameraSource): SourceNature {
  const recorded = source.kind === 'file' || source.kind === 'folder';
  const pace = 'pace' in source ? source.pace : null;
  const network = 'url' in source;
  return {
    live: network || source.kind === 'device',
    network,
    folder: source.kind === 'folder',
    lossless: pace === 'max',
    loop: pace === 'loop',
    resumable: recorded && pace !== 'loop',
    watched: pace !== 'max',
  };
}

/** Everything there is to open: the addresses of a camera in order of preference, or the files of a recording by name. */
export async function planSource(
  source: CameraSource,
  credential: Credential | null,
  allowedFolders: readonly string[],
  timeZone: string,
): Promise<Result<readonly SourceItem[], SourceFailure>> {
  switch (source.kind) {
    case 'file':
      return planFile(source, allowedFolders, timeZone);
    case 'folder':
      return planFolder(source, allowedFolders, timeZone);
    case 'device':
      return planDevice(source);
    case 'test': {
      const input: FfmpegInput = { kind: 'test', graph: source.graph, realtime: source.pace === 'realtime' };
      return one({ input, name: '', shown: `test picture ${source.graph}`, secrets: [], startUtcUs: null });
    }
    default:
      return planNetwork(source, credential);
  }
}

type FileSource = Extract<CameraSource, { kind: 'file' | 'folder' }>;

async function planFile(
  source: FileSource,
  allowedFolders: readonly string[],
  timeZone: string,
): Promise<Result<readonly SourceItem[], SourceFailure>> {
  const found = await openableFile(source.path, allowedFolders);
  return found.ok ? one({ ...fileItem(found.value, source, timeZone), name: '' }) : found;
}

/** By name only: what may not or cannot be opened is found out when its turn comes. */
async function planFolder(
  source: FileSource,
  allowedFolders: readonly string[],
  timeZone: string,
): Promise<Result<readonly SourceItem[], SourceFailure>> {
  const paths = await videosIn(source.path, allowedFolders);
  if (!paths.ok) return paths;
  return { ok: true, value: paths.value.map((path) => fileItem(path, source, timeZone)) };
}

/** A file of a folder that can be opened, with what tells it from another one under its name. */
export interface OpenableItem {
  readonly item: SourceItem;
  readonly path: string;
  readonly mark: FileMark;
}

/** Looks at a file of a folder on its own: a link in an allowed folder may lead anywhere. */
export async function openableItem(
  item: SourceItem,
  allowedFolders: readonly string[],
): Promise<Result<OpenableItem, SourceFailure>> {
  const found = await openableFile(item.shown, allowedFolders);
  if (!found.ok) return found;
  try {
    const { input } = item;
    const real = input.kind === 'file' ? { ...input, path: found.value } : input;
    return { ok: true, value: { item: { ...item, input: real }, path: found.value, mark: await markOf(found.value) } };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    const message = `${item.shown} cannot be read (${why})`;
    return { ok: false, failure: { code: 'not-allowed', message, hint: 'check the disk that it lies on' } };
  }
}

function fileItem(path: string, source: FileSource, timeZone: string): SourceItem {
  const name = basename(path);
  return { input: fileInput(path, source), name, shown: path, secrets: [], startUtcUs: startFromName(name, timeZone) };
}

function fileInput(path: string, source: FileSource): FfmpegInput {
  return { kind: 'file', path, realtime: source.pace !== 'max' };
}

function planDevice(source: Extract<CameraSource, { kind: 'device' }>): Result<readonly SourceItem[], SourceFailure> {
  if (source.format === 'v4l2' && !/^\/dev\/[a-z0-9/_.:-]+$/i.test(source.device)) {
    const message = `${source.device} is not a video device`;
    return { ok: false, failure: { code: 'not-allowed', message, hint: 'choose one such as /dev/video0' } };
  }
  const input: FfmpegInput = { kind: 'device', device: source.device, format: source.format };
  return one({ input, name: '', shown: source.device, secrets: [], startUtcUs: null });
}

function planNetwork(
  source: Extract<CameraSource, { url: string }>,
  credential: Credential | null,
): Result<readonly SourceItem[], SourceFailure> {
  const items: SourceItem[] = [];
  for (const url of [source.url, ...source.backupUrls]) {
    const location = networkLocation(source.kind, url, credential);
    if (!location.ok) return { ok: false, failure: { ...location.failure, code: 'not-allowed' } };
    const { shown } = location.value;
    const secrets = secretsOf(location.value, credential);
    items.push({ input: networkInput(source, location.value), name: '', shown, secrets, startUtcUs: null });
  }
  return { ok: true, value: items };
}

function networkInput(source: Extract<CameraSource, { url: string }>, location: NetworkLocation): FfmpegInput {
  if (source.kind === 'rtsp') return { kind: 'rtsp', location, transport: source.transport };
  if (source.kind === 'http') return { kind: 'http', location, paced: false };
  const kind: Exclude<NetworkKind, 'rtsp' | 'http'> = source.kind;
  return { kind, location };
}

function one(item: SourceItem): Result<readonly SourceItem[], SourceFailure> {
  return { ok: true, value: [item] };
}
