import type { Notification } from 'electron';
import { ok } from '../../domain/base/result.ts';
import type { CameraStatus, ProcessStatus } from '../../domain/contracts/messages.ts';
import { createNoticeFinder, createNoticeLimit, type Notice } from '../use-cases/notices.ts';
import type { Desktop } from './desktop.ts';
import type { HostModule } from './host-module.ts';

/** Tells a person who looks elsewhere that a camera or a process is lost. */
export function noticesModule(desktop: Desktop, nowMs: () => number = () => performance.now()): HostModule {
  const { electron, onCameras, onProcesses, texts, windows } = desktop;
  // Kept while they are shown: a notice that is collected as garbage no longer hears its click.
  const shown = new Set<Notification>();
  const finder = createNoticeFinder();
  const limit = createNoticeLimit();

  function tell(notice: Notice): void {
    const heldBack = limit.admit(notice, nowMs());
    if (heldBack === null || !electron.Notification.isSupported()) return;
    const more = heldBack === 0 ? [] : [texts('andMore', { count: heldBack })];
    const body = [notice.detail, ...more].filter((line) => line !== '').join('\n');
    const notification = new electron.Notification({ title: texts(notice.title, notice.values), body });
    shown.add(notification);
    notification.on('click', () => {
      shown.delete(notification);
      windows.focus(notice.cameraId === null ? '#/system' : `#/camera/${notice.cameraId}`);
    });
    notification.on('close', () => shown.delete(notification));
    notification.show();
  }

  return {
    name: 'notices',
    start() {
      const followProcesses = (statuses: readonly ProcessStatus[]): void => finder.processes(statuses).forEach(tell);
      const followCameras = (statuses: readonly CameraStatus[]): void => finder.cameras(statuses).forEach(tell);
      onProcesses.add(followProcesses);
      onCameras.add(followCameras);
      return ok(() => {
        onProcesses.delete(followProcesses);
        onCameras.delete(followCameras);
        for (const notification of shown) notification.close();
        shown.clear();
      });
    },
  };
}
