import type { Result } from '../../domain/base/result.ts';
import type { ClassMap } from '../../domain/detection/class-map.ts';
import type { OutputTensor } from './decoders/family.ts';
import type { Seen } from './detector.ts';
import type { ModelManifest } from '../../domain/contracts/model-manifest.ts';
import type { ModelFile } from './model-folder.ts';
import type { Picture } from './picture.ts';

/** What a lane's thread is asked. Pixels lie in memory that both sides see, so that none are copied into a message. */
export type LaneQuestion =
  | { readonly kind: 'open'; readonly file: ModelFile; readonly threads: number; readonly floor: number }
  | { readonly kind: 'detect'; readonly picture: Picture }
  | { readonly kind: 'outputs'; readonly picture: Picture }
  | { readonly kind: 'time'; readonly picture: Picture }
  | { readonly kind: 'close' };

/** What is known of a model once it has been loaded. */
export interface LaneModel {
  readonly manifest: ModelManifest;
  readonly classMap: ClassMap;
  readonly sha256: string;
}

export type LaneAnswer =
  | { readonly kind: 'opened'; readonly model: Result<LaneModel> }
  | { readonly kind: 'seen'; readonly seen: Seen }
  | { readonly kind: 'outputs'; readonly outputs: readonly OutputTensor[] }
  | { readonly kind: 'time'; readonly ms: number }
  | { readonly kind: 'closed' }
  | { readonly kind: 'failed'; readonly reason: string };
