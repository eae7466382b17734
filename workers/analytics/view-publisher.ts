import { randomUUID } from 'node:crypto';
import type { OverlayQueue } from '../../domain/contracts/approach-facts.ts';
import type { ViewHead } from '../../domain/contracts/messages.ts';
import type { CameraCounters } from './camera-counters.ts';
import type { OverlayTrack } from './overlay.ts';
import type { RunnerFrame } from './runner-ports.ts';
import { type AnalysisMode, createViewGate, nextMode, type ViewFrame } from './view-gate.ts';

/** Pictures of one camera on their way to the screens. */
export interface ViewPublisher {
  arrived(frame: RunnerFrame, analysisEnabled: boolean, nowMs: number): void;
  analysed(frameId: number, tracks: readonly OverlayTrack[], nowMs: number): void;
  clear(): void;
}

export interface ViewPublisherPorts {
  readonly cameraId: string;
  readonly counters: Pick<CameraCounters, 'analysedFps' | 'measuredMs' | 'measureAnew'>;
  sessionId(): string | null;
  pictureSize(): { readonly width: number; readonly height: number };
  /** Of the frame that was analysed last; null where none is measured. */
  queues(): readonly OverlayQueue[] | null;
  watched(): boolean;
  publish(head: ViewHead, jpeg: Uint8Array): void;
}

/** Joins the gate, the mode that the tile promises, and the head that goes with a picture. */
export function createViewPublisher(ports: ViewPublisherPorts): ViewPublisher {
  const { counters } = ports;
  // Pictures without a session before them carry a name of their own: every picture names one.
  let lastSession: string = randomUUID();
  const gate = createViewGate((frame, tracks, mode) => {
    lastSession = ports.sessionId() ?? lastSession;
    const head = viewHead(ports, lastSession, frame, tracks, mode);
    ports.publish(head, frame.jpeg);
  });
  return {
    arrived(frame, analysisEnabled, nowMs) {
      if (analysisEnabled && gate.mode === 'off') counters.measureAnew();
      gate.setMode(nextMode(gate.mode, analysisEnabled, counters.analysedFps(nowMs), counters.measuredMs(nowMs)));
      if (frame.jpeg !== null && ports.watched()) gate.arrived({ ...frame, jpeg: frame.jpeg }, nowMs);
    },
    analysed: (frameId, tracks, nowMs) => gate.analysed(frameId, tracks, nowMs),
    clear: () => gate.clear(),
  };
}

function viewHead(
  { cameraId, pictureSize, queues }: ViewPublisherPorts,
  sessionId: string,
  { frameId, mediaUs, utcUs, arrivedUtcUs }: ViewFrame,
  tracks: readonly OverlayTrack[] | null,
  analysis: AnalysisMode,
): ViewHead {
  const measured = tracks === null ? null : queues();
  return {
    type: 'view',
    cameraId,
    sessionId,
    frameId,
    mediaUs,
    utcUs,
    arrivedUtcUs,
    ...pictureSize(),
    tracks: tracks === null ? null : [...tracks],
    ...(measured === null ? {} : { queues: [...measured] }),
    analysis,
  };
}
