export { siteNowMs, useClock } from './clock.ts';
export { askNumbersAgain } from './correction-news.ts';
export type { SharedFrame } from './frame-hub.ts';
export { frameScreen } from './frame-screen.ts';
export { switchLayer, useLayers } from './layer-store.ts';
export { mayLeave, useLeaveGuard } from './leave-guard.ts';
export { startLiveLink } from './live-link.ts';
export type { LiveLink } from './live-link.ts';
export { useLive } from './live-store.ts';
export { takeOneTimeToken } from './one-time-token.ts';
export { pictureAgeMs } from './picture-age.ts';
export { queryKeys, useCamera, useCameras, useIncidentSummary, usePcu } from './queries.ts';
export { accessToken, admit, mayDo, setPhase, useSession, useSignedIn } from './session-store.ts';
export type { SessionPhase } from './session-store.ts';
export { SPEED_UNITS, useSettings } from './settings-store.ts';
export { SiteProvider, useSite } from './site-context.tsx';
export type { Site } from './site-context.tsx';
export { siteTimeText, siteTimeUs, startOfSiteDayUs } from './site-day.ts';
export { useFrames } from './use-frames.ts';
export type { ShownFrame } from './use-frames.ts';
export { useNowMs } from './use-now.ts';
export { useTodayTotals } from './use-today.ts';
export {
  DWELLS,
  NAME_LENGTH,
  WALL_SIZES,
  addSlot,
  changeBook,
  changeWall,
  differs,
  dropGroup,
  dropLayout,
  followOtherWindows,
  inReadingOrder,
  pinCamera,
  placeSlot,
  removeSlot,
  rowsOf,
  sameRect,
  saveGroup,
  saveLayout,
  setArranging,
  stepSlot,
  useWall,
  wallPage,
  withArrangement,
  withLayout,
  withPreset,
} from './wall/index.ts';
export type { Arrangement, CameraGroup, Rect, SavedLayout, Slot, WallBook, WallNow, WallSize } from './wall/index.ts';
