/** The store's door: one writer per data folder, any number of readers. */
export { openStore } from './open-store.ts';
export type { CommitResult, Store, StoreOptions } from './store.ts';
export type { CommitReport, FactBatch } from './writer.ts';
export type { StoreAlarm } from './durable-commit.ts';
export type { Changed } from './command-context.ts';
export type { ShardConfig } from './shard-config.ts';
export { DEFAULT_RETENTION } from './retention.ts';
export type { RetentionPolicy, RetentionReport } from './retention.ts';
export { openReader } from './reader.ts';
export type { StoreReader } from './reader.ts';
export type { CountsQuery, VolumesQuery } from './read-counts.ts';
export type { CrossingsQuery, NewestQuery, PathChunkRow, SessionTrack, TrackRow } from './read-crossings.ts';
export type { ModelRow } from './read-models.ts';
export type { JobView, SessionDetail, SessionRows } from './read-sessions.ts';
export type { Page, ProcessEvent, SiteRow, StoreSizes, Stretch, UserRow } from './read-site.ts';
export { backUpFolder, checkFolder, restoreFolder } from './site-tools.ts';
export { checkDatabase } from './check.ts';
export type { CheckReport } from './check.ts';
