import { asRecord, readOrFail } from '../../base/plain-data.ts';
import type { Result } from '../../base/result.ts';
import type { QuantBox } from '../../tracking/quant-box.ts';
import type { PreparedIncidents } from '../incident-watch.ts';
import type { PictureFindings } from '../rule-frame.ts';
import { createCameraPlace, readCameraPlace, serializeCameraPlace, stepCameraPlace } from './camera-place.ts';
import type { CameraPlace } from './camera-place.ts';
import { greyOf } from './grey-picture.ts';
import {
  createRoadSurface,
  readRoadSurface,
  roadCells,
  SAMPLE_US,
  serializeRoadSurface,
  stepRoadSurface,
} from './lying-things.ts';
import type { RoadSurface } from './lying-things.ts';

/** What pixels told last, and all that is remembered for it. Changed in place. */
export interface PictureWatch {
  readonly place: CameraPlace;
  readonly surface: RoadSurface;
  lastUs: number | null;
  findings: PictureFindings;
  /** The cells of the carriageways; made anew when zones change. */
  cells: { readonly of: PreparedIncidents['zones']; readonly list: readonly (readonly number[])[] } | null;
}

/** Before the first picture. */
export function createPictureWatch(): PictureWatch {
  const findings = { lying: [], moved: null };
  return { place: createCameraPlace(), surface: createRoadSurface(), lastUs: null, findings, cells: null };
}

export interface PictureLook {
  readonly raw: Uint8Array;
  readonly width: number;
  readonly height: number;
  readonly nowUs: number;
  readonly boxes: readonly QuantBox[];
}

/** Looks at a frame twice a second where there is anything to look for; what it found stands until it looks again. */
export function stepPicture(watch: PictureWatch, config: PreparedIncidents, look: PictureLook): PictureFindings {
  const { raw, width, height, nowUs, boxes } = look;
  const { debris, cameraMoved } = config.settings;
  const { zones } = config;
  const isDue = watch.lastUs === null || nowUs - watch.lastUs >= SAMPLE_US;
  // Without zones and without metres nothing is wrong when the picture moves.
  if (!isDue || (zones.length === 0 && config.view === null)) return watch.findings;
  const picture = greyOf(raw, width, height);
  if (picture === null) return watch.findings;
  watch.lastUs = nowUs;
  if (cameraMoved.enabled) stepCameraPlace(watch.place, picture, nowUs, cameraMoved.leastShare);
  const { movedSinceUs, x, y } = watch.place;
  if (watch.cells?.of !== zones) watch.cells = { of: zones, list: roadCells(zones, picture.width, picture.height) };
  // A road that lies elsewhere now is not the one that is remembered.
  const isBlind = !debris.enabled || movedSinceUs !== null;
  const { contrast, holdSeconds, leastCells } = debris;
  const seen = { picture, cells: watch.cells.list, boxes, contrast, holdSeconds, leastCells, nowUs };
  const lying = isBlind ? [] : stepRoadSurface(watch.surface, seen);
  watch.findings = { lying, moved: movedSinceUs === null ? null : { sinceUs: movedSinceUs, x, y } };
  return watch.findings;
}

/** The memory as data for a checkpoint. */
export function serializePicture({ place, surface, lastUs, findings }: PictureWatch): object {
  return { place: serializeCameraPlace(place), surface: serializeRoadSurface(surface), lastUs, findings };
}

/** The memory that a checkpoint holds. What was found is found again with the next look. */
export function restorePicture(stored: unknown): Result<PictureWatch> {
  const record = asRecord(stored);
  const [place, surface] = [asRecord(record?.['place']), asRecord(record?.['surface'])];
  const lastUs = record?.['lastUs'] ?? null;
  const read = { place: place && readCameraPlace(place), surface: surface && readRoadSurface(surface) };
  if (read.place === null || read.surface === null || (lastUs !== null && typeof lastUs !== 'number'))
    return readOrFail<PictureWatch>('picture', null);
  const findings = readFindings(record?.['findings']);
  if (findings === null) return readOrFail<PictureWatch>('picture', null);
  return readOrFail('picture', { ...createPictureWatch(), place: read.place, surface: read.surface, lastUs, findings });
}

function readFindings(stored: unknown): PictureFindings | null {
  const record = asRecord(stored);
  const moved = asRecord(record?.['moved']);
  const lying = record?.['lying'];
  if (!Array.isArray(lying)) return null;
  const things = lying.flatMap((one): PictureFindings['lying'] => {
    const { zone, key, sinceUs, box, cells } = asRecord(one) ?? {};
    if (typeof zone !== 'number' || typeof key !== 'string' || typeof sinceUs !== 'number') return [];
    if (typeof cells !== 'number' || !Array.isArray(box)) return [];
    const [x1, y1, x2, y2]: unknown[] = box;
    if (typeof x1 !== 'number' || typeof y1 !== 'number' || typeof x2 !== 'number' || typeof y2 !== 'number') return [];
    return [{ zone, key, sinceUs, box: [x1, y1, x2, y2], cells }];
  });
  const [sinceUs, x, y] = [moved?.['sinceUs'], moved?.['x'], moved?.['y']];
  const isMoved = typeof sinceUs === 'number' && typeof x === 'number' && typeof y === 'number';
  return { lying: things, moved: isMoved ? { sinceUs, x, y } : null };
}
