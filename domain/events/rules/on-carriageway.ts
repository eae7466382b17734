import { distanceToBoundary } from '../../geometry/polygon.ts';
import { normPoint } from '../../geometry/points.ts';
import { isThere, placeOf } from '../road-user.ts';
import type { RoadUser } from '../road-user.ts';
import { forgetTracks, remembered } from '../rule-frame.ts';
import type { RuleFrame, RuleMemory } from '../rule-frame.ts';
import type { Sign } from '../sign.ts';
import type { PreparedWatch } from '../watch-zone.ts';

/** Nearer to the edge than this share of its size, boxes do not tell the carriageway from the footway. */
const CLEAR_OF_EDGE = 0.25;

/** Somebody on foot, or on a bicycle where none may ride, is on a carriageway. Crossings for people are to be left out of the zone. */
export function onCarriageway(memory: RuleMemory, frame: RuleFrame): Sign[] {
  const { nowUs, settings, zones, users } = frame;
  forgetTracks(memory, frame);
  const signs: Sign[] = [];
  for (const user of users.values()) {
    const key = String(user.track);
    const zone = user.zones.map((at) => zones[at]).find((one) => one !== undefined && forbids(one, user));
    if (zone === undefined || !isThere(user, nowUs) || !isClear(zone, user)) {
      memory.delete(key);
      continue;
    }
    const [sinceUs = nowUs] = remembered(memory, key, [nowUs]);
    // What is not seen meanwhile does not count: it may be gone.
    if (user.lastUs - sinceUs < settings.onCarriageway.holdSeconds * 1e6) continue;
    signs.push({
      ...{ rule: 'on-carriageway', key, sinceUs, zone: zone.versionId, tracks: [user.track] },
      ...{ box: user.box, place: placeOf(user), values: { seconds: (nowUs - sinceUs) / 1e6 } },
    });
  }
  return signs;
}

function forbids({ watch }: PreparedWatch, { className }: RoadUser): boolean {
  if (!watch.carriageway) return false;
  return className === 'pedestrian' || (!watch.bicycles && (className === 'bicycle' || className === 'scooter'));
}

function isClear({ polygon }: PreparedWatch, { x, y, size }: RoadUser): boolean {
  return distanceToBoundary(polygon, normPoint(x, y)) >= CLEAR_OF_EDGE * size;
}
