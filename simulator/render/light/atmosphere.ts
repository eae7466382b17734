import { randomStream } from '../../world/random.ts';
import type { Mood } from './mood.ts';

/** The numbers behind a mood. Colours are written as screens show them. */
export interface Atmosphere {
  /** Direction to the sun or the moon: counter-clockwise from east, and above the horizon, in radians. */
  readonly azimuth: number;
  readonly elevation: number;
  readonly sun: { readonly colour: string; readonly strength: number; readonly throwsShadows: boolean };
  readonly dome: { readonly above: string; readonly below: string; readonly strength: number };
  readonly zenith: string;
  readonly horizon: string;
  /** What cars and wet roads reflect from below the horizon. */
  readonly ground: string;
  /** 0 to 1: how much of the sky is covered, and how much darker a cloud is than the horizon. */
  readonly clouds: number;
  readonly cloudShade: string;
  /** Share of light that is lost on each metre. */
  readonly haze: number;
  readonly exposure: number;
}

type Base = Omit<Atmosphere, 'azimuth'>;

const BASES: Readonly<Record<Mood['light'], Base>> = {
  day: {
    ...{ elevation: 0.86, sun: { colour: '#fff3e2', strength: 2.9, throwsShadows: true } },
    dome: { above: '#cfdfee', below: '#716d64', strength: 1.5 },
    ...{ zenith: '#7d9fc4', horizon: '#cfd8df', ground: '#4d4c48' },
    ...{ clouds: 0.42, cloudShade: '#e9edf0', haze: 0.0012, exposure: 1.2 },
  },
  overcast: {
    ...{ elevation: 1.1, sun: { colour: '#eef1f4', strength: 0.75, throwsShadows: true } },
    dome: { above: '#d4dade', below: '#77746d', strength: 2.15 },
    ...{ zenith: '#a3abb2', horizon: '#c3c8cb', ground: '#4a4a48' },
    ...{ clouds: 0.95, cloudShade: '#b3b9be', haze: 0.0019, exposure: 1.15 },
  },
  'low-sun': {
    ...{ elevation: 0.24, sun: { colour: '#ffd9ae', strength: 3.0, throwsShadows: true } },
    dome: { above: '#b9c8db', below: '#756e63', strength: 1.6 },
    ...{ zenith: '#7f99bb', horizon: '#d9d3c6', ground: '#4a4640' },
    ...{ clouds: 0.35, cloudShade: '#e6ddcf', haze: 0.0016, exposure: 1.35 },
  },
  dusk: {
    ...{ elevation: 0.5, sun: { colour: '#8fa0bd', strength: 0.3, throwsShadows: false } },
    dome: { above: '#8797b0', below: '#544e47', strength: 1.35 },
    ...{ zenith: '#33435c', horizon: '#9a9a9c', ground: '#26262a' },
    ...{ clouds: 0.5, cloudShade: '#6b7482', haze: 0.0016, exposure: 1 },
  },
  night: {
    ...{ elevation: 0.8, sun: { colour: '#a9b6d2', strength: 0.1, throwsShadows: false } },
    dome: { above: '#787a80', below: '#75664f', strength: 1.5 },
    ...{ zenith: '#10131a', horizon: '#302d29', ground: '#0d0c0b' },
    ...{ clouds: 0.5, cloudShade: '#1b1b1d', haze: 0.0016, exposure: 1 },
  },
};

export function atmosphereOf(mood: Mood): Atmosphere {
  const random = randomStream(mood.seed, 'atmosphere');
  const base = BASES[mood.light];
  const azimuth = random.between(-Math.PI, Math.PI);
  const elevation = base.elevation * random.between(0.85, 1.15);
  return clouded({ ...base, azimuth, elevation }, mood.weather);
}

function clouded(clear: Atmosphere, weather: Mood['weather']): Atmosphere {
  if (weather === 'clear') return clear;
  const thick = weather === 'fog';
  const grey = greyed(clear.horizon, thick ? 0.85 : 0.6);
  return {
    ...clear,
    sun: { ...clear.sun, strength: clear.sun.strength * (thick ? 0.12 : 0.2) },
    dome: { ...clear.dome, strength: clear.dome.strength * (thick ? 1.15 : 1.05) },
    zenith: thick ? grey : greyed(clear.zenith, 0.75),
    horizon: grey,
    clouds: 1,
    cloudShade: thick ? grey : greyed(clear.cloudShade, 0.8),
    haze: thick ? 0.01 : clear.haze * 2 + 0.0014,
  };
}

/** Towards a grey of the same brightness. */
function greyed(hex: string, share: number): string {
  const parts = [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
  const [red = 0, green = 0, blue = 0] = parts;
  const grey = 0.3 * red + 0.59 * green + 0.11 * blue;
  const mixed = parts.map((part) => Math.round(part + (grey - part) * share));
  return `#${mixed.map((part) => part.toString(16).padStart(2, '0')).join('')}`;
}
