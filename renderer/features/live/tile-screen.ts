import { useCallback } from 'react';
import { startFramePainter } from '../../canvas/index.ts';
import { classLabel } from '../../i18n/index.ts';
import type { Translate } from '../../i18n/index.ts';
import { frameScreen } from '../../state/index.ts';

const LABELS_FROM_WIDTH = 460;

/** Makes the painter of a tile; the same function as long as the language is the same, so that frames go on undisturbed. */
export function useTileScreen(t: Translate) {
  return useCallback(
    (canvas: HTMLCanvasElement) =>
      frameScreen(
        startFramePainter(canvas, {
          nameOf: (name) => classLabel(t, name),
          labelsFrom: LABELS_FROM_WIDTH,
          pointerArea: canvas.closest('article') ?? canvas,
        }),
      ),
    [t],
  );
}
