/** Bounds of the patterns. No source gives them: they are reasoned in docs/traffic/incidents.md. */
export interface ComplexSettings {
  /** Simple events that are looked back over. */
  readonly window: number;
  /** After a pattern was told, it is not told again for so long; of one camera where it is about one. */
  readonly coolDownSeconds: number;
  readonly surge: {
    readonly recentSeconds: number;
    readonly leastBeforeSeconds: number;
    readonly leastVehicles: number;
    readonly factor: number;
  };
  readonly gridlock: { readonly withinSeconds: number; readonly events: number; readonly cameras: number };
  readonly accident: { readonly withinSeconds: number };
  readonly evacuation: { readonly withinSeconds: number; readonly events: number; readonly cameras: number };
}

export const DEFAULT_COMPLEX_SETTINGS: ComplexSettings = {
  window: 1000,
  coolDownSeconds: 900,
  surge: { recentSeconds: 120, leastBeforeSeconds: 300, leastVehicles: 40, factor: 2 },
  gridlock: { withinSeconds: 600, events: 3, cameras: 2 },
  accident: { withinSeconds: 180 },
  evacuation: { withinSeconds: 300, events: 5, cameras: 3 },
};
