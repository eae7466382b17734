import { setImmediate as nextTurn } from 'node:timers/promises';
import type { CameraConfig } from '../../domain/contracts/camera-config.ts';
import {
  DEPARTURE_BEGINS,
  DEPARTURE_ENDS,
  type DepartureNote,
  type DepartureRow,
  outlookSettingsSchema,
} from '../../domain/contracts/outlook.ts';
import type { StoreParams } from '../../domain/contracts/store-commands.ts';
import { type CameraStock, seriesOf } from '../../domain/traffic/baseline/camera-series.ts';
import {
  assessAt,
  departureChanges,
  type OpenDeparture,
  summed,
  windowOf,
} from '../../domain/traffic/baseline/departures.ts';
import { createHistory, type History } from '../../domain/traffic/baseline/history.ts';
import { QUARTER_US, QUARTERS_A_DAY } from '../../domain/traffic/baseline/local-clock.ts';
import type { BaselineSettings } from '../../domain/traffic/baseline/settings.ts';

type Tale = StoreParams<'process-event.add'>;
type Way = Omit<DepartureNote, 'departure'>;

export interface DeparturePorts {
  cameras(): readonly CameraConfig[];
  /** Up to when a camera's quarters are closed; null while none is. */
  closedTo(cameraId: string): number | null;
  quarters(query: { cameraId: string; days: number }): CameraStock | null;
  departures(query: { cameraId: string; limit: number }): readonly DepartureRow[];
  /** Up to when a camera was looked at; 0 where it never was. */
  readCursor(follower: string): number;
  /** False when the store was away; it is tried again with the next look. */
  saveCursor(follower: string, utcUs: number): Promise<boolean>;
  /** False when the store was away. */
  tell(event: Tale): Promise<boolean>;
}

/** After a long stop only the last day is looked at: nobody is helped by a departure of last month. */
const MOST_BACK = QUARTERS_A_DAY;
const MOST_OPEN = 1000;

/**
 * Looks at every quarter of an hour that was closed since the last look and tells where volumes began or ceased to depart
 * from normal. What was told stands in the store, and how far it was looked as well: a process that is killed between the two
 * looks at the same quarters again, and what is open already does not begin a second time.
 */
export async function lookForDepartures(ports: DeparturePorts): Promise<void> {
  for (const camera of ports.cameras()) {
    const follower = `departures/${camera.id}`;
    const closedTo = ports.closedTo(camera.id);
    const looked = ports.readCursor(follower);
    if (closedTo === null || closedTo <= looked) continue;
    const fresh = looked === 0 ? 1 : Math.min(MOST_BACK, (closedTo - looked) / QUARTER_US);
    for (const tale of talesOf(ports, camera, Math.ceil(fresh))) if (!(await ports.tell(tale))) return;
    if (!(await ports.saveCursor(follower, closedTo))) return;
    // Reading months of one camera takes a while: the process answers between two of them.
    await nextTurn();
  }
}

function talesOf(ports: DeparturePorts, camera: CameraConfig, fresh: number): Tale[] {
  const settings = outlookSettingsSchema.parse(camera.outlook ?? {});
  const stock = ports.quarters({ cameraId: camera.id, days: settings.windowDays + 3 });
  if (stock === null) return [];
  const open = ports.departures({ cameraId: camera.id, limit: MOST_OPEN }).filter((row) => row.toUtcUs === null);
  const ways = camera.lines.flatMap(({ lineId, name, inName, outName }): Way[] => [
    { cameraId: camera.id, lineId, lineName: name, direction: 'in', directionName: inName },
    { cameraId: camera.id, lineId, lineName: name, direction: 'out', directionName: outName },
  ]);
  const tales = ways.flatMap((way) => {
    const series = seriesOf(stock, way, camera.timeZone);
    if (series === null) return [];
    const history = createHistory(series, settings, 0);
    return talesOfWay(way, history, { settings, fresh, open: open.find((row) => isSame(row, way)) ?? null });
  });
  const gone = open.filter((row) => !ways.some((way) => isSame(row, way)));
  return [...tales, ...gone.map((row) => endOfGone(row, stock))];
}

function isSame(row: DepartureRow, way: Way): boolean {
  return row.lineId === way.lineId && row.direction === way.direction;
}

interface Look {
  readonly settings: BaselineSettings;
  /** So many of the newest quarters were not looked at yet. */
  readonly fresh: number;
  readonly open: OpenDeparture | null;
}

function talesOfWay(way: Way, history: History, { settings, fresh, open: before }: Look): Tale[] {
  const end = history.values.length;
  const since = before === null ? end : Math.round((before.fromUtcUs - history.fromUtcUs) / QUARTER_US);
  const first = Math.max(0, Math.min(end - fresh - windowOf(settings), since));
  const assessed = Array.from({ length: end - first }, (_, at) => assessAt(history, first + at, settings));
  const tales: Tale[] = [];
  let open = before;
  for (let at = Math.max(0, assessed.length - fresh); at < assessed.length; at += 1) {
    const sofar = assessed.slice(0, at + 1);
    const utcUs = history.fromUtcUs + (first + at + 1) * QUARTER_US;
    for (const change of departureChanges(open, sofar.slice(-windowOf(settings)), settings)) {
      if (change.change === 'begins') {
        ({ open } = change);
        tales.push(tale(DEPARTURE_BEGINS, utcUs, { ...way, departure: summed(open, sofar, null, null) }));
      } else if (open !== null) {
        const departure = summed(open, sofar, change.toUtcUs, change.by);
        tales.push(tale(DEPARTURE_ENDS, utcUs, { ...way, departure }));
        open = null;
      }
    }
  }
  return tales;
}

/** A line that is no more: nobody watches there any longer. */
function endOfGone(row: DepartureRow, stock: CameraStock): Tale {
  const { cameraId, lineId, lineName, direction, directionName, sign, fromUtcUs, observed, normal, z } = row;
  const utcUs = stock.fromUtcUs + stock.coverage.length * QUARTER_US;
  const departure = { sign, fromUtcUs, toUtcUs: utcUs, endedBy: 'unwatched', observed, normal, z } as const;
  return tale(DEPARTURE_ENDS, utcUs, { cameraId, lineId, lineName, direction, directionName, departure });
}

function tale(event: string, utcUs: number, note: DepartureNote): Tale {
  return { process: 'site', event, detail: JSON.stringify(note), utcUs };
}
