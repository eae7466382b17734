import { basename } from 'node:path';
import type { Result } from '../../domain/base/result.ts';
import type { CameraSource, Credential } from '../../domain/contracts/source.ts';
import { openableFile, videosIn, type SourceFailure } from './file-access.ts';
import type { FfmpegInput } from './ffmpeg-args.ts';
import { networkLocation, secretsOf, type NetworkKind, type NetworkLocation } from './locations.ts';
import { startFromName } from './name-time.ts';

/** One thing that ffmpeg can open. */
export interface SourceItem {
  readonly input: FfmpegInput;
  /** For people: no secrets. */
  readonly shown: string;
  readonly secrets: readonly string[];
  /** When the recording began, as far as the user or the name says. */
  readonly startUtcUs: number | null;
}

/** What kind of source it is, in the terms that decide how it is run. */
export interface SourceNature {
  /** Comes at its own speed: drained always, tied to universal time by arrival. */
  readonly live: boolean;
  readonly network: boolean;
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
    lossless: pace === 'max',
    loop: pace === 'loop',
    resumable: recorded && pace !== 'loop',
    watched: pace !== 'max',
  };
}

/** Everything there is to open: the addresses of a camera in order of preference, or the files of a recording in order of time. */
export async function planSource(
  source: CameraSource,
  credential: Credential | null,
  allowedFolders: readonly string[],
  timeZone: string,
): Promise<Result<readonly SourceItem[], SourceFailure>> {
  switch (source.kind) {
    case 'file':
      return planFiles(await single(openableFile(source.path, allowedFolders)), source, timeZone);
    case 'folder':
      return planFiles(await videosIn(source.path, allowedFolders), source, timeZone);
    case 'device':
      return planDevice(source);
    case 'test': {
      const input: FfmpegInput = { kind: 'test', graph: source.graph, realtime: source.pace === 'realtime' };
      return one({ input, shown: `test picture ${source.graph}`, secrets: [], startUtcUs: null });
    }
    default:
      return planNetwork(source, credential);
  }
}

type FileSource = Extract<CameraSource, { kind: 'file' | 'folder' }>;

function planFiles(
  paths: Result<readonly string[], SourceFailure>,
  source: FileSource,
  timeZone: string,
): Result<readonly SourceItem[], SourceFailure> {
  if (!paths.ok) return paths;
  const items = paths.value.map((path, index): SourceItem => {
    const told = index === 0 ? source.startUtcUs : undefined;
    return {
      input: { kind: 'file', path, realtime: source.pace !== 'max' },
      shown: path,
      secrets: [],
      startUtcUs: told ?? startFromName(basename(path), timeZone),
    };
  });
  return { ok: true, value: items };
}

async function single(path: Promise<Result<string, SourceFailure>>): Promise<Result<readonly string[], SourceFailure>> {
  const found = await path;
  return found.ok ? { ok: true, value: [found.value] } : found;
}

function planDevice(source: Extract<CameraSource, { kind: 'device' }>): Result<readonly SourceItem[], SourceFailure> {
  if (source.format === 'v4l2' && !/^\/dev\/[a-z0-9/_.:-]+$/i.test(source.device)) {
    const message = `${source.device} is not a video device`;
    return { ok: false, failure: { code: 'not-allowed', message, hint: 'choose one such as /dev/video0' } };
  }
  const input: FfmpegInput = { kind: 'device', device: source.device, format: source.format };
  return one({ input, shown: source.device, secrets: [], startUtcUs: null });
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
    items.push({ input: networkInput(source, location.value), shown, secrets, startUtcUs: null });
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
