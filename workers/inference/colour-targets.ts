/** Where one colour goes and what it becomes: `pixel · gain + offset` from `plane` on. */
export interface ChannelTarget {
  readonly plane: number;
  readonly gain: number;
  readonly offset: number;
}
export interface ColourTargets {
  readonly red: ChannelTarget;
  readonly green: ChannelTarget;
  readonly blue: ChannelTarget;
}

/** Paints the picture's content into the planes that begin at `base`. */
export type Painter = (pixels: Uint8Array, into: Float32Array, base: number) => void;
