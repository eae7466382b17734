import { ok } from '../../domain/base/result.ts';
import { createKeepAwake } from '../use-cases/keep-awake.ts';
import type { Desktop } from './desktop.ts';
import type { HostModule } from './host-module.ts';

/** No sleep while a camera shows pictures, and an orderly end when the machine shuts down. */
export function powerModule({ electron, onCameras }: Desktop): HostModule {
  const { app, powerMonitor, powerSaveBlocker } = electron;
  return {
    name: 'power',
    start() {
      const awake = createKeepAwake({
        start: () => powerSaveBlocker.start('prevent-app-suspension'),
        stop: (id) => void powerSaveBlocker.stop(id),
      });
      const quit = (): void => app.quit();
      onCameras.add(awake.follow);
      powerMonitor.on('shutdown', quit);
      return ok(() => {
        onCameras.delete(awake.follow);
        powerMonitor.removeListener('shutdown', quit);
        awake.stop();
      });
    },
  };
}
