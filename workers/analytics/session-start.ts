import type { MediaUs, UtcAnchor } from '../../domain/base/time.ts';
import type { CameraConfig } from '../../domain/contracts/camera-config.ts';
import type { ModelFacts, Run } from '../../domain/contracts/facts.ts';

/** A frame as sessions see it. */
export interface SessionFrame {
  readonly frameId: number;
  readonly mediaUs: MediaUs;
  readonly utcUs: number;
  readonly raw: Uint8Array;
  /** It shows nothing of the road: its time is not claimed as watched. */
  readonly blind?: boolean;
}

/** What a session is opened with, once the first answer of the detector is there. */
export interface SessionStart {
  readonly config: CameraConfig;
  readonly run: Run;
  /** Null where the detector said nothing of itself. */
  readonly model: ModelFacts | null;
  readonly width: number;
  readonly height: number;
  readonly anchor: UtcAnchor;
  /** The least scores of the model, for classes on which the camera has no word. */
  readonly modelThresholds: { readonly standard: number; readonly byClass: Readonly<Partial<Record<string, number>>> };
}
