import { ok } from '../../domain/base/result.ts';
import { APP_SCHEME } from '../security/app-address.ts';
import { createAppHandler } from '../security/app-protocol.ts';
import { lockSession, PARTITION } from '../security/lock-session.ts';
import type { Desktop } from './desktop.ts';
import type { HostModule } from './host-module.ts';

/** The one session of all windows: serves our page, closes everything else. */
export function sessionModule(desktop: Desktop): HostModule {
  return {
    name: 'session',
    async start() {
      const session = desktop.electron.session.fromPartition(PARTITION);
      const gatewayUrl = (): string | null => desktop.gateway?.url ?? null;
      lockSession(session, { gatewayUrl, devTools: desktop.options.devTools });
      session.protocol.handle(APP_SCHEME, createAppHandler(desktop.paths.renderer, gatewayUrl));
      await session.clearStorageData({ storages: ['cookies'] });
      return ok(() => session.protocol.unhandle(APP_SCHEME));
    },
  };
}
