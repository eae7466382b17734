import type { CameraCondition } from '../../domain/camera/states.ts';
import type { SourceFailureCode } from '../../domain/camera/failure-codes.ts';
import type { BackoffRules } from '../../domain/camera/backoff.ts';
import type { CircuitRules } from '../../domain/camera/circuit.ts';
import type { FileMark, FolderWalk } from '../../domain/camera/folder-walk.ts';
import type { MediaUs, UtcAnchor, UtcUs } from '../../domain/base/time.ts';

export type PixelFormat = 'yuv420p' | 'bgr24';

/** One analysed picture with everything that belongs to it. The buffers are the receiver's: nobody writes to them again. */
export interface SourceFrame {
  /** Counted from 0 within one run; a resumed run goes on counting. */
  readonly frameId: number;
  /** The source's own time, in whole microseconds. */
  readonly mediaUs: MediaUs;
  /** Universal time of the picture under its anchor. */
  readonly utcUs: UtcUs;
  /** A live run gets another one when its clock changes: another session begins with the first frame under it. */
  readonly anchor: UtcAnchor;
  readonly arrivedUtcUs: UtcUs;
  readonly raw: Uint8Array;
  readonly width: number;
  readonly height: number;
  readonly format: PixelFormat;
  readonly jpeg: Uint8Array | null;
}

/** Where a replay goes on: the last frame whose facts are stored. */
export interface ResumePoint {
  readonly mediaUs: number;
  readonly frameId: number;
  /** The session's own anchor, where the receiver has none of its own to go on with. */
  readonly anchor?: UtcAnchor;
}

/** Where universal time stands in a recording. */
export interface RecordedStart {
  /** null: nobody said, so the arrival of the first picture is taken. */
  readonly utcUs: number | null;
  readonly quality: 'given' | 'assumed';
}

/** How far the files of a folder were dealt with. */
export interface FolderPlace {
  readonly walk: FolderWalk;
  /** The end of the last file that was played: what has no date of its own follows it. */
  readonly clock: RecordedStart | null;
}

/** One file of a folder that is not opened again. */
export interface SettledFile {
  readonly name: string;
  readonly state: 'played' | 'passed-over';
  readonly note: string;
  /** Where the clock of the folder stands behind it; null where it has no say in that. */
  readonly clock: RecordedStart | null;
}

/** Known once the first pictures of a run are there. */
export interface RunInfo {
  /** 1 for the first run of this source. */
  readonly run: number;
  readonly width: number;
  readonly height: number;
  readonly format: PixelFormat;
  readonly sourceWidth: number;
  readonly sourceHeight: number;
  readonly codec: string;
  /** What the source claims; 0 when it claims nothing. */
  readonly sourceFps: number;
  /** For example "h264 (software)" or "hevc (vaapi)". */
  readonly decoder: string;
  /** Why hardware was asked for but software decodes; null when nothing fell back. */
  readonly decoderFallback: string | null;
  /** Of the run's first frame. */
  readonly anchor: UtcAnchor;
  /** Length of a recorded source. */
  readonly durationUs: number | null;
  /** The file of a folder; null for other sources. */
  readonly item: FolderItem | null;
  /** Set when this run goes on where an earlier one broke off: the session goes on too. */
  readonly resumedFrom: ResumePoint | null;
  /** The address in use, without secrets. */
  readonly location: string;
}

/** The file of a folder that a run plays. */
export interface FolderItem {
  readonly index: number;
  readonly count: number;
  readonly name: string;
  readonly mark: FileMark;
}

export interface RunEnd {
  readonly run: number;
  readonly reason: SourceFailureCode | 'stopped';
  readonly detail: string;
  /** Frames that the run produced, delivered or dropped here. */
  readonly frames: number;
  /** Frames that were dropped before they reached the listener, by cause. */
  readonly drops: Readonly<Record<string, number>>;
  readonly lastMediaUs: MediaUs | null;
  /** True when the source goes on with the very next frame in another run. */
  readonly willResume: boolean;
  /** False when `onRunStart` was never called for this run. */
  readonly started: boolean;
  /** The file of a folder with which it is over; null where it is opened again, and for other sources. */
  readonly settled: SettledFile | null;
}

export interface SourceListener {
  onState(condition: CameraCondition): void;
  /** Files of a folder that were not there before, by name. */
  onFilesFound?(names: readonly string[]): void;
  /** Called with the first frame of a run, and by one that goes on at the frame it goes on behind. */
  onRunStart(info: RunInfo): void;
  /** Lossless sources wait for the promise; live ones never do. */
  onFrame(frame: SourceFrame): void | Promise<void>;
  /** The next run waits for the answer. A source that could not even be opened says so here too, with `started` false. */
  onRunEnd(end: RunEnd): void | Promise<void>;
  /** The frame a resume starts behind: true when it is the same picture as then. Without this method it is taken on trust. */
  onCheckpointFrame?(frame: SourceFrame): boolean | Promise<boolean>;
}

export interface SourceClock {
  nowUtcUs(): number;
  monotonicMs(): number;
}

export type SourceLog = (
  level: 'debug' | 'info' | 'warn' | 'error',
  text: string,
  fields?: Record<string, string | number | boolean | null>,
) => void;

export interface IngestSettings {
  /** Width of the analysed picture; the height follows the camera's own aspect. Never scaled up. */
  readonly width: number;
  readonly format: PixelFormat;
  /** null: nobody looks, no JPEGs are made. */
  readonly viewWidth: number | null;
  readonly viewQuality: number;
  /** 0: every frame. */
  readonly maxFps: number;
  readonly hardwareDecode: 'auto' | 'off';
  readonly allowedFolders: readonly string[];
  /** IANA zone that dates in file names are read in. */
  readonly timeZone: string;
  /** Without a picture for so long a live source is stale … */
  readonly staleAfterMs: number;
  /** … and for so long it is opened again. */
  readonly stalledAfterMs: number;
  readonly connectTimeoutMs: number;
  readonly backoff: BackoffRules;
  readonly circuit: CircuitRules;
}

/** A program that was started or has ended; `startTicks` tells it from a later one with the same pid. */
export interface ChildNote {
  readonly pid: number;
  readonly startTicks: string;
  readonly what: string;
}
