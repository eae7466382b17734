import { z } from 'zod';
import type { ZoneVersion } from '../../domain/contracts/camera-config.ts';
import type { ZonesNow } from '../../domain/contracts/density.ts';
import { densityGrid, GRID } from '../../domain/traffic/density/grid.ts';
import type { GridCell } from '../../domain/traffic/density/grid.ts';
import { lengthOnGround } from '../../domain/traffic/density/link-density.ts';
import type { RoadStretch } from '../../domain/traffic/density/link-density.ts';
import type { DensityMethod } from '../../domain/traffic/density/density-method.ts';
import { shrunk } from '../../domain/traffic/density/grey-picture.ts';
import type { GreyPicture } from '../../domain/traffic/density/grey-picture.ts';
import { BACKGROUND_WIDTH, pictureBackground } from '../../domain/traffic/density/picture-background.ts';
import type { DensitySettings } from '../../domain/traffic/density/settings.ts';
import { unionOfBoxes } from '../../domain/traffic/density/union-of-boxes.ts';
import { calibratedView } from '../../domain/traffic/speed/calibrated-view.ts';
import type { CalibratedView } from '../../domain/traffic/speed/calibrated-view.ts';
import { zonesNow } from '../../domain/traffic/zone-state/zone-now.ts';
import {
  createZoneWatch,
  finishZoneWatch,
  replaceZones,
  stepZoneWatch,
} from '../../domain/traffic/zone-state/zone-watch.ts';
import type { WatchedZone, ZoneStep } from '../../domain/traffic/zone-state/zone-watch.ts';
import { restoreZoneWatch, serializeZoneWatch } from '../../domain/traffic/zone-state/zone-watch-snapshot.ts';
import type { FactBatchBuilder } from './fact-batch.ts';
import type { SessionStart } from './session-start.ts';
import type { SessionWatch } from './session-watch.ts';

const storedSchema = z.object({ watch: z.unknown(), method: z.string().nullable() });

/** The densities and states of the zones of one session. */
export interface SessionZones extends SessionWatch {
  now(): ZonesNow;
}

/** Watches the zones of a session under the settings and the calibration that it was opened with. */
export function createSessionZones(
  sessionId: string,
  { config, width, height }: Pick<SessionStart, 'config' | 'width' | 'height'>,
  stored: unknown,
): SessionZones {
  const settings = config.analysis.density;
  const view = config.calibration === null ? null : calibratedView(config.calibration);
  const left = stored === undefined ? null : storedSchema.parse(stored);
  const method = methodOf(settings, left?.method ?? null);
  const zones = watchedZones(config.zones, view);
  const restored = left === null ? null : restoreZoneWatch(left.watch, zones);
  if (restored?.ok === false) throw new Error(`the checkpoint cannot be read: ${restored.failure.message}`);
  const watch = restored?.value ?? createZoneWatch(zones);
  let cells: readonly GridCell[] = densityGrid(method, []);

  function tell({ changes, minutes }: ZoneStep, batch: FactBatchBuilder): void {
    for (const change of changes) batch.add({ kind: 'zone-state', sessionId, ...change });
    for (const minute of minutes) batch.add({ kind: 'zone-minute', sessionId, ...minute });
  }

  return {
    step({ mediaUs, utcUs, raw, step: seen }, batch) {
      const ended = seen.ended.map(({ track }) => track);
      const picture = () => greyOf(raw, width, height);
      const frame = { mediaUs, utcUs, observed: seen.observed, ended, picture };
      const step = stepZoneWatch(watch, frame, method, settings);
      if (step.sampled)
        cells = densityGrid(
          method,
          [...watch.present.values()].map(({ box }) => box),
        );
      tell(step, batch);
    },
    setDrawings: (next, batch) => tell(replaceZones(watch, watchedZones(next.zones, view)), batch),
    finish: (_at, batch) => tell(finishZoneWatch(watch), batch),
    now: () => ({ zones: zonesNow(watch, settings), grid: { ...GRID, cells: cells.map(shownCell) } }),
    serialize: () => ({ watch: serializeZoneWatch(watch), method: written(method.memory()) }),
  };
}

function methodOf({ method, background }: DensitySettings, stored: string | null): DensityMethod {
  if (method === 'union-of-boxes') return unionOfBoxes();
  return pictureBackground(background, stored === null ? null : Buffer.from(stored, 'base64'));
}

function written(memory: Uint8Array | null): string | null {
  return memory === null ? null : Buffer.from(memory).toString('base64');
}

/** Frames are planes of YUV: their brightness comes first, a byte a pixel. */
function greyOf(raw: Uint8Array, width: number, height: number): GreyPicture | null {
  return raw.length < width * height ? null : shrunk(raw, width, height, BACKGROUND_WIDTH);
}

function watchedZones(zones: readonly ZoneVersion[], view: CalibratedView | null): WatchedZone[] {
  return zones.flatMap((zone) => {
    const { kind, versionId, points, reference } = zone;
    return kind === 'zone' ? [{ versionId, points, reference, road: stretchOf(zone, view) }] : [];
  });
}

/** A length that somebody measured goes before the one that the calibration gives. */
function stretchOf({ road, points }: ZoneVersion, view: CalibratedView | null): RoadStretch | null {
  if (road === undefined || road === null) return null;
  const metres = road.lengthMetres ?? (view === null ? null : lengthOnGround(view.map, points));
  return metres === null ? null : { lanes: road.lanes, metres };
}

function shownCell({ density, vehicles }: GridCell) {
  return { density: Math.round(density * 1000) / 1000, vehicles };
}
