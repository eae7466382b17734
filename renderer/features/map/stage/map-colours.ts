import type { MarkerTone } from './map-scene.ts';

/** The colours of the map, as the design tokens give them where the map stands. */
export interface MapColours {
  readonly land: string;
  readonly water: string;
  readonly green: string;
  readonly plaza: string;
  readonly building: string;
  readonly street: string;
  readonly road: string;
  readonly edge: string;
  readonly name: string;
  readonly halo: string;
  readonly text: string;
  readonly focus: string;
  readonly line: string;
  readonly zone: string;
  readonly flow: string;
  readonly view: string;
  readonly tones: Readonly<Record<MarkerTone, string>>;
  readonly font: string;
}

/** Canvas knows no variables: they are read once, with whatever theme is on. */
export function readColours(element: Element): MapColours {
  const style = getComputedStyle(element);
  const read = (name: string): string => style.getPropertyValue(name).trim();
  return {
    land: read('--map-land'),
    water: read('--map-water'),
    green: read('--map-green'),
    plaza: read('--map-plaza'),
    building: read('--map-building'),
    street: read('--map-street'),
    road: read('--map-road'),
    edge: read('--map-edge'),
    name: read('--map-name'),
    halo: read('--map-land'),
    text: read('--text'),
    focus: read('--focus'),
    line: read('--map-line'),
    zone: read('--map-zone'),
    flow: read('--map-flow'),
    view: read('--accent'),
    tones: {
      normal: read('--state-normal'),
      warning: read('--state-warning'),
      heavy: read('--state-heavy'),
      jam: read('--state-jam'),
      info: read('--state-info'),
      off: read('--state-off'),
    },
    font: read('--font'),
  };
}
