export { createImportDesk } from './import-desk.ts';
export type { ImportDesk } from './import-desk.ts';
export type { TrialEnd } from './trials.ts';
