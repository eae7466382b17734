export { WALL_SIZES, rowsOf, sameRect } from './arrangement.ts';
export type { Arrangement, Rect, Slot, WallSize } from './arrangement.ts';
export { addSlot, inReadingOrder, pinCamera, placeSlot, removeSlot, stepSlot } from './placing.ts';
export { DWELLS, NAME_LENGTH } from './wall-memory.ts';
export type { CameraGroup, SavedLayout, WallBook, WallNow } from './wall-memory.ts';
export { wallPage } from './wall-pages.ts';
export {
  differs,
  dropGroup,
  dropLayout,
  saveGroup,
  saveLayout,
  withArrangement,
  withLayout,
  withPreset,
} from './wall-steps.ts';
export { changeBook, changeWall, followOtherWindows, setArranging, useWall } from './wall-store.ts';
