import type { BackgroundSettings } from './background-model.ts';

/** The two densities at which a state of a zone begins and ends. */
export interface StateBounds {
  /** Over this the state begins … */
  readonly over: number;
  /** … and below this it ends. */
  readonly under: number;
}

/** How the density of zones is measured and judged on a camera. */
export interface DensitySettings {
  readonly method: 'union-of-boxes' | 'background';
  readonly background: BackgroundSettings;
  /** Seconds of source time from one sample to the next; 0 takes every frame. */
  readonly everySeconds: number;
  /** A vehicle that is followed and was just not seen is taken to be where it was for so long. */
  readonly holdSeconds: number;
  readonly smoothing: {
    /** How many of the newest samples go into the smoothed density … */
    readonly samples: number;
    /** … and what each of them weighs against the next newer one. */
    readonly decay: number;
  };
  /** Where the second to the fifth level of density begin. */
  readonly levels: readonly number[];
  readonly states: { readonly warning: StateBounds; readonly heavy: StateBounds; readonly jam: StateBounds };
  /** An empty zone keeps what it counted, and a dissolved jam its estimate, for so long. */
  readonly preserveSeconds: number;
  /** Vehicles estimated from density; a factor that is null has no value, and nothing is estimated with it. */
  readonly estimate: {
    readonly everySeconds: number;
    readonly vehiclesPerDensity: number | null;
    readonly scale: number | null;
    readonly densityPerPcu: number | null;
  };
  readonly los: {
    /** Most passenger cars per km and lane at levels of service A to E. */
    readonly bounds: readonly number[];
    /** Over how many seconds the live level looks back. */
    readonly overSeconds: number;
  };
}

/** The figures of the specification; the levels of service are those of the Highway Capacity Manual. */
export const DEFAULT_DENSITY_SETTINGS: DensitySettings = {
  method: 'union-of-boxes',
  background: { learnSeconds: 120, sigmas: 4, darkestShadow: 0.5 },
  everySeconds: 0.13,
  holdSeconds: 0.5,
  smoothing: { samples: 10, decay: 0.7 },
  levels: [0.1, 0.3, 0.5, 0.7],
  states: { warning: { over: 0.3, under: 0.2 }, heavy: { over: 0.6, under: 0.5 }, jam: { over: 0.8, under: 0.7 } },
  preserveSeconds: 10,
  estimate: { everySeconds: 1, vehiclesPerDensity: null, scale: null, densityPerPcu: null },
  los: { bounds: [7, 11, 16, 22, 28], overSeconds: 60 },
};
