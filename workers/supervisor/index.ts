export { readOrMakeKeyFile } from './data-key.ts';
export type { HostedProcess, ProcessHost } from './host.ts';
export { createNodeHost } from './node-host.ts';
export { planSite, type SiteLaunch } from './site-plan.ts';
export { startSupervisor, type Supervisor } from './supervisor.ts';
export { runThrowaway } from './throwaway.ts';
