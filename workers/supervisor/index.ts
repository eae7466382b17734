export { writeOnce } from '../runtime/durable-file.ts';
export { isKey, makeKey, readKeyFile, readOrMakeKeyFile, sealedKeyFile } from './data-key.ts';
export type { HostedProcess, ProcessHost, ThrowawayEnd } from './host.ts';
export { createNodeHost } from './node-host.ts';
export { openSite, type OpenSite, type OpenSiteOptions } from './open-site.ts';
export { launchOf, prepareDataFolder, type SiteWish } from './site-launch.ts';
export { planSite, type SiteLaunch } from './site-plan.ts';
export { startSupervisor, type Supervisor } from './supervisor.ts';
