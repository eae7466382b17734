export { startGateway } from './start-gateway.ts';
export type { GatewayViews, RunningGateway } from './start-gateway.ts';
export type {
  CountsQuery,
  CrossingsQuery,
  GatewayClock,
  GatewayLimits,
  GatewayLog,
  GatewayOptions,
  GatewayReader,
  PathChunkRow,
  StoreCommand,
  SystemFacts,
  TrackRow,
  UserRow,
  VolumesQuery,
} from './base/ports.ts';
export { RIGHTS } from './auth/rights.ts';
export type { Right, RouteName } from './auth/rights.ts';
