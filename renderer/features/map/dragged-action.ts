import type { CameraPlace } from '../../../domain/contracts/camera-config.ts';
import type { PlaceAction } from './place-draft.ts';
import type { Dragged } from './stage/pointer.ts';

/** What a drag on the map does to the place; all of one drag is one step back. */
export function draggedAction(place: CameraPlace, dragged: Dragged): PlaceAction {
  if (dragged.done) return { type: 'end' };
  const gesture = `drag ${dragged.kind}`;
  switch (dragged.kind) {
    case 'place':
      return { type: 'set', place: { ...place, ...dragged.place }, gesture };
    case 'heading':
      return { type: 'set', place: { ...place, heading: dragged.heading }, gesture };
    case 'width':
      return { type: 'set', place: { ...place, fieldOfView: dragged.fieldOfView }, gesture };
  }
}
