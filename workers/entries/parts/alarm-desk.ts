import type { Alarm } from '../../../domain/contracts/messages.ts';
import type { StoreParams } from '../../../domain/contracts/store-commands.ts';

type Raised = Omit<Alarm, 'utcUs'>;
type ProcessEvent = StoreParams<'process-event.add'>;

/** Keeps the alarms that stand, so that whoever looks later sees them too. */
export interface AlarmDesk {
  raise(alarm: Raised): void;
  /** What these codes warned of is mended. */
  over(...codes: readonly string[]): void;
  standing(): readonly Alarm[];
  onChanged(listener: (standing: readonly Alarm[]) => void): void;
  /** Alarms also belong to what happened: those raised before there was a store to keep them are handed over now. */
  record(keep: (event: ProcessEvent) => void): void;
}

/** Over when the disk has room again. */
export const ROOM_ALARMS = ['disk-full', 'reserve-freed', 'reserve-missing', 'backup-removed'] as const;

/** There may be one for each camera; of the others the newest says all. */
const SEVERAL = new Set(['credential-unreadable']);

export function createAlarmDesk(nowUtcUs: () => number): AlarmDesk {
  const standing = new Map<string, Alarm>();
  const listeners: ((standing: readonly Alarm[]) => void)[] = [];
  const unkept: ProcessEvent[] = [];
  let keep: ((event: ProcessEvent) => void) | null = null;
  const all = (): readonly Alarm[] => [...standing.values()];
  const tell = (): void => listeners.forEach((listener) => listener(all()));

  function happened(event: string, detail: string): void {
    const row = { process: 'store', event, detail, utcUs: nowUtcUs() };
    // In a turn of its own: an alarm may come out of the middle of a write.
    if (keep === null) unkept.push(row);
    else setImmediate(keep, row);
  }
  return {
    raise(alarm) {
      const key = SEVERAL.has(alarm.code) ? `${alarm.code} ${alarm.message}` : alarm.code;
      const known = standing.get(key);
      standing.set(key, { ...alarm, utcUs: known?.utcUs ?? nowUtcUs() });
      if (known === undefined) happened('alarm', `${alarm.code}: ${alarm.message}`);
      if (known?.message !== alarm.message) tell();
    },
    over(...codes) {
      const ended = [...standing].filter(([, { code }]) => codes.includes(code));
      if (ended.length === 0) return;
      for (const [key, { code, message }] of ended) {
        standing.delete(key);
        happened('alarm-over', `${code}: ${message}`);
      }
      tell();
    },
    standing: all,
    onChanged: (listener) => void listeners.push(listener),
    record(handOver) {
      keep = handOver;
      for (const row of unkept.splice(0)) handOver(row);
    },
  };
}
