import { ribbon, wayThrough } from './shapes.ts';
import type { Shape } from './shapes.ts';

/** What lay here before the town: the river with its mouth, the canal, the harbour, and what was left green. */

const point = ([x, y]: readonly [number, number]) => ({ x, y });
const shape = (...points: readonly (readonly [number, number])[]): Shape => points.map(point);

export const RIVER = wayThrough(
  shape([-3600, 620], [-2600, 760], [-1700, 1010], [-800, 1060], [150, 930], [900, 960], [1500, 1080]),
);
/** Beside the last stretch of the river everything is harbour and sea. */
const MOUTH = shape(
  ...([
    [1350, 1190],
    [1370, 970],
    [1560, 860],
    [1580, 720],
    [1700, 690],
    [1730, 850],
    [1860, 840],
    [1880, 640],
    [2010, 610],
    [2050, 800],
    [2300, 720],
    [2650, 420],
    [3000, 300],
    [3900, 200],
    [3900, 2400],
    [1700, 2400],
    [1560, 1500],
  ] as const),
);
const CANAL = wayThrough(
  shape([-1900, 985], [-1620, 640], [-1480, 330], [-1120, 170], [-820, 128], [-500, 118], [-330, 240], [-250, 470]),
);
const BASIN = shape([-290, 455], [-175, 470], [-190, 620], [-300, 600]);

export const WATER: readonly Shape[] = [ribbon(RIVER, 105), MOUTH, ribbon(CANAL, 15), BASIN];

export const GREEN: readonly Shape[] = [
  // Along the river.
  shape([-700, 930], [-300, 880], [-60, 815], [-70, 730], [-420, 780], [-720, 850]),
  // The park of the town.
  shape([190, -130], [330, -80], [430, -190], [420, -390], [250, -420], [170, -300]),
  shape([-560, -330], [-380, -300], [-350, -480], [-520, -520]),
  shape([830, 330], [960, 380], [1000, 280], [880, 230]),
  shape([880, -250], [1120, -160], [1180, -420], [960, -500]),
  shape([-1750, 100], [-1350, 60], [-1250, -250], [-1500, -420], [-1800, -300]),
  shape([260, 1130], [800, 1140], [1150, 1230], [1250, 1800], [400, 1900]),
  shape([-900, 1230], [-60, 1120], [-20, 1700], [-800, 1900]),
];
/** Quays, the market and the forecourt of the station. */
export const PLAZAS: readonly Shape[] = [
  shape([1180, 800], [1380, 840], [1375, 960], [1160, 930]),
  shape([690, 225], [760, 245], [745, 320], [672, 300]),
  shape([-190, -420], [10, -400], [5, -470], [-195, -490]),
];
