import type { ClipTruth } from '../../bench/support/clip-truth.ts';
import type { DemoCamera } from '../../bench/support/demo-clips.ts';
import type { ReplayedClip } from './replay-demo.ts';
/**
 * The true boxes of a clip through the product's tracker and counter: what is wrong then is theirs and not the
 * detector's.
 */
export declare function trackTruth({ clip, frames }: ClipTruth, { lines }: Pick<DemoCamera, 'lines'>): ReplayedClip;
