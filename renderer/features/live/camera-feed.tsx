import type { CameraView } from '../../../domain/contracts/api.ts';
import { Tile } from './tile.tsx';

interface CameraFeedProps {
  readonly camera: CameraView;
  readonly onOpen: () => void;
}

/** One camera as on the wall, for other views. */
export function CameraFeed({ camera, onOpen }: CameraFeedProps) {
  const nothing = () => undefined;
  return (
    <Tile
      {...{ camera, number: null, focused: true, href: `#/camera/${camera.id}` }}
      {...{ onOpen, onEnlarge: onOpen, onKey: nothing, onFocus: nothing, linkRef: nothing }}
    />
  );
}
