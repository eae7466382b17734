import type { CrossingRow } from '../../../domain/contracts/api.ts';
import type { CalibrationVersion } from '../../../domain/contracts/calibration.ts';
import { normPoint } from '../../../domain/geometry/points.ts';
import { calibratedView } from '../../../domain/traffic/speed/calibrated-view.ts';
import { sectionSpeed } from '../../../domain/traffic/speed/section-speed.ts';
import type { Awaitable, TrackDetail } from '../base/ports.ts';

type Find = (versionId: string) => Awaitable<CalibrationVersion | null>;

/** The mean speeds of a vehicle from each of its crossings to the next, where both were made under one calibration. */
export async function sectionsOf(crossings: readonly CrossingRow[], find: Find): Promise<TrackDetail['sections']> {
  const inOrder = [...crossings].sort((a, b) => a.mediaUs - b.mediaUs);
  const sections: TrackDetail['sections'] = [];
  for (const [at, to] of inOrder.entries()) {
    const from = inOrder[at - 1];
    const calibrationId = to.speed?.calibrationId;
    if (from === undefined || calibrationId === undefined || from.speed?.calibrationId !== calibrationId) continue;
    if (from.lineId === to.lineId) continue;
    const calibration = await find(calibrationId);
    const view = calibration === null ? null : calibratedView(calibration);
    const speed = view === null ? null : sectionSpeed(view, passage(from), passage(to));
    if (speed !== null) sections.push({ fromLineName: from.lineName, toLineName: to.lineName, ...speed });
  }
  return sections;
}

function passage({ mediaUs, x, y }: CrossingRow) {
  return { mediaUs, at: normPoint(x, y) };
}
