import { ok } from '../../domain/base/result.ts';
import type { Desktop } from './desktop.ts';
import type { HostModule } from './host-module.ts';

/** Opens the windows of the last time; a second start, and a click on the dock, bring them to the front. */
export function windowsModule({ electron, windows }: Desktop): HostModule {
  return {
    name: 'windows',
    start() {
      const { app } = electron;
      const toFront = (): void => windows.focus();
      app.on('second-instance', toFront);
      app.on('activate', toFront);
      windows.restore();
      return ok(() => {
        app.removeListener('second-instance', toFront);
        app.removeListener('activate', toFront);
        windows.stop();
      });
    },
  };
}
