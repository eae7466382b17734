import { useCallback } from 'react';
import { startFramePainter } from '../../canvas/index.ts';
import { classLabel, speedText } from '../../i18n/index.ts';
import type { Text } from '../../i18n/index.ts';
import { frameScreen, useSettings } from '../../state/index.ts';

const LABELS_FROM_WIDTH = 460;

/** Makes the painter of a tile; the same function as long as the language and the unit are the same, so that frames go on undisturbed. */
export function useTileScreen(text: Text) {
  const unit = useSettings((state) => state.speedUnit);
  return useCallback(
    (canvas: HTMLCanvasElement) =>
      frameScreen(
        startFramePainter(canvas, {
          nameOf: (name) => classLabel(text.t, name),
          speedOf: (speed, plusMinus) => speedText(text, unit, speed, plusMinus),
          labelsFrom: LABELS_FROM_WIDTH,
          pointerArea: canvas.closest('article') ?? canvas,
        }),
      ),
    [text, unit],
  );
}
