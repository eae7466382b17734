import { describe, expect, it, vi } from 'vitest';
import type { Alarm } from '../../../../../domain/contracts/messages.ts';
import { createAlarmDesk, ROOM_ALARMS } from '../../../../../workers/entries/parts/alarm-desk.ts';

const full = { code: 'disk-full', message: 'the disk is full', hint: 'make room' };
const unreadable = (camera: string) => ({ code: 'credential-unreadable', message: camera, hint: 'enter it again' });

function setUp() {
  let nowUtcUs = 100;
  const told: (readonly Alarm[])[] = [];
  const desk = createAlarmDesk(() => nowUtcUs);
  desk.onChanged((standing) => told.push(standing));
  return { desk, told, later: () => (nowUtcUs += 1) };
}

describe('alarms', () => {
  it('stand from the moment they were raised first until what they warned of is mended', () => {
    const { desk, told, later } = setUp();
    desk.raise(full);
    later();
    desk.raise(full);
    expect(desk.standing()).toEqual([{ ...full, utcUs: 100 }]);
    desk.over(...ROOM_ALARMS);
    expect(told).toEqual([[{ ...full, utcUs: 100 }], []]);
    desk.over(...ROOM_ALARMS);
    expect(told).toHaveLength(2);
  });

  it('say the newest of what they warn of, and are one for each camera where they are about cameras', () => {
    const { desk } = setUp();
    desk.raise({ ...full, message: 'no backup: 3 MB free' });
    desk.raise({ ...full, message: 'no backup: 2 MB free' });
    desk.raise(unreadable('north'));
    desk.raise(unreadable('south'));
    expect(desk.standing().map(({ message }) => message)).toEqual(['no backup: 2 MB free', 'north', 'south']);
    desk.over('credential-unreadable');
    expect(desk.standing()).toHaveLength(1);
  });

  it('are kept as events, those from before there was a store too', async () => {
    const { desk } = setUp();
    const kept: string[] = [];
    desk.raise({ ...full, code: 'database-restored' });
    desk.record(({ event, detail }) => kept.push(`${event} ${detail}`));
    expect(kept).toEqual(['alarm database-restored: the disk is full']);
    desk.raise(full);
    desk.over('disk-full');
    await vi.waitFor(() =>
      expect(kept.slice(1)).toEqual(['alarm disk-full: the disk is full', 'alarm-over disk-full: the disk is full']),
    );
  });
});
