import type { CameraConfig, ZoneVersion } from '../../domain/contracts/camera-config.ts';
import type { ZonesNow } from '../../domain/contracts/density.ts';
import { densityGrid, GRID } from '../../domain/traffic/density/grid.ts';
import type { GridCell } from '../../domain/traffic/density/grid.ts';
import { lengthOnGround } from '../../domain/traffic/density/link-density.ts';
import type { RoadStretch } from '../../domain/traffic/density/link-density.ts';
import { unionOfBoxes } from '../../domain/traffic/density/union-of-boxes.ts';
import { calibratedView } from '../../domain/traffic/speed/calibrated-view.ts';
import type { CalibratedView } from '../../domain/traffic/speed/calibrated-view.ts';
import { zonesNow } from '../../domain/traffic/zone-state/zone-now.ts';
import {
  createZoneWatch,
  finishZoneWatch,
  replaceZones,
  stepZoneWatch,
  vehiclesOf,
} from '../../domain/traffic/zone-state/zone-watch.ts';
import type { WatchedZone, ZoneStep } from '../../domain/traffic/zone-state/zone-watch.ts';
import { restoreZoneWatch, serializeZoneWatch } from '../../domain/traffic/zone-state/zone-watch-snapshot.ts';
import type { FactBatchBuilder } from './fact-batch.ts';
import type { SessionWatch } from './session-watch.ts';

/** The densities and states of the zones of one session. */
export interface SessionZones extends SessionWatch {
  now(): ZonesNow;
}

/** Watches the zones of a session under the settings and the calibration that it was opened with. */
export function createSessionZones(sessionId: string, config: CameraConfig, stored: unknown): SessionZones {
  const settings = config.analysis.density;
  const view = config.calibration === null ? null : calibratedView(config.calibration);
  const method = unionOfBoxes();
  const zones = watchedZones(config.zones, view);
  const restored = stored === undefined ? null : restoreZoneWatch(stored, zones);
  if (restored?.ok === false) throw new Error(`the checkpoint cannot be read: ${restored.failure.message}`);
  const watch = restored?.value ?? createZoneWatch(zones);
  let cells: readonly GridCell[] = densityGrid(method, []);

  function tell({ changes, minutes }: ZoneStep, batch: FactBatchBuilder): void {
    for (const change of changes) batch.add({ kind: 'zone-state', sessionId, ...change });
    for (const minute of minutes) batch.add({ kind: 'zone-minute', sessionId, ...minute });
  }

  return {
    step({ mediaUs, utcUs, step: seen }, batch) {
      const frame = { mediaUs, utcUs, observed: seen.observed, ended: seen.ended.map(({ track }) => track) };
      const step = stepZoneWatch(watch, frame, method, settings);
      if (step.sampled)
        cells = densityGrid(
          method,
          vehiclesOf(frame).map(({ box }) => box),
        );
      tell(step, batch);
    },
    setDrawings: (next, batch) => tell(replaceZones(watch, watchedZones(next.zones, view)), batch),
    finish: (_at, batch) => tell(finishZoneWatch(watch), batch),
    now: () => ({ zones: zonesNow(watch, settings), grid: { ...GRID, cells: cells.map(shownCell) } }),
    serialize: () => serializeZoneWatch(watch),
  };
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
