import { useCallback, useEffect, useMemo } from 'react';
import type { RefObject } from 'react';
import type { CameraView } from '../../../domain/contracts/api.ts';
import { startFramePainter } from '../../canvas/index.ts';
import type { FramePainter, Zoom } from '../../canvas/index.ts';
import { classLabel, directionName, queueText, speedText } from '../../i18n/index.ts';
import type { Text } from '../../i18n/index.ts';
import { frameScreen, useLayers, useSettings } from '../../state/index.ts';
import { tileShapes } from './tile-shapes.ts';

const LABELS_FROM_WIDTH = 460;

/** Makes the painter of a tile; the same function as long as the language and the unit are the same, so that frames go on undisturbed. */
export function useTileScreen(text: Text, painter: RefObject<FramePainter | null>) {
  const unit = useSettings((state) => state.speedUnit);
  return useCallback(
    (canvas: HTMLCanvasElement) => {
      painter.current = startFramePainter(canvas, {
        nameOf: (name) => classLabel(text.t, name),
        speedOf: (speed, plusMinus) => speedText(text, unit, speed, plusMinus),
        queueOf: (queue) => queueText(text, queue),
        inNameOf: (line) => directionName(text.t, 'in', line.inName),
        labelsFrom: LABELS_FROM_WIDTH,
        pointerArea: canvas.closest('article') ?? canvas,
      });
      return frameScreen(painter.current);
    },
    [text, unit, painter],
  );
}

/** Tells the painter what is looked at: how large, and with which layers. Must come after the frames of the same tile. */
export function useTileLook(
  camera: CameraView,
  zoom: Zoom,
  painter: RefObject<FramePainter | null>,
  makeScreen: ReturnType<typeof useTileScreen>,
): void {
  const layers = useLayers((state) => state.layers);
  const { lines, zones } = camera;
  const shapes = useMemo(() => tileShapes({ lines, zones }), [lines, zones]);
  useEffect(() => {
    painter.current?.look({ zoom, layers, shapes });
  }, [zoom, layers, shapes, painter, makeScreen, camera.id]);
}
