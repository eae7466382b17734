export { retryPause } from './backoff.ts';
export { createClient, toApiError } from './client.ts';
export { desktopGateway, gatewayAddresses, pathPicker } from './desktop-bridge.ts';
export { startFrameDecoder } from './frame-decoder.ts';
export type { DecodedFrame } from './frame-decoder.ts';
export { readPictureMessage } from './framing.ts';
export { startLiveSocket } from './live-socket.ts';
export type { LiveConnection, LiveSocket, Refused } from './live-socket.ts';
export { ApiError } from './problem.ts';
export { createSiteApi } from './site-api.ts';
export type {
  Access,
  CameraChange,
  Counts,
  CrossingFilter,
  IncidentDeed,
  IncidentQuery,
  LineInput,
  NewCamera,
  SessionInfo,
  SiteApi,
  TrackDetail,
  ZoneInput,
} from './site-api.ts';
export type { Interval, MovementInput, PcuChoice } from './traffic-api.ts';
