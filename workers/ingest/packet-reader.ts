import type { ReportedTime } from '../../domain/camera/sender-reports.ts';
import { createLineReader } from './line-reader.ts';
import { readProducerTime } from './producer-time.ts';

export interface PacketTaps {
  onPacket(bytes: number): void;
  onReport(time: ReportedTime): void;
}

/**
 * ffmpeg cuts these into pictures only when the next one begins, and hands over what belongs to the packet in its hand:
 * the reported time that comes with a picture is then that of the next one.
 */
const CUT_BY_THE_NEXT: readonly string[] = ['h264', 'hevc', 'mpeg4', 'h263', 'mpeg1video', 'mpeg2video'];

const PACKET = /^0,[^,]*,\s*(-?\d+),[^,]*,\s*(\d+),\s*[0-9a-fx]+(.*)$/;

/**
 * Reads `framecrc` and `framehash`: `0, dts, pts, duration, size, hash`, and for what is attached to the packet
 * `, S=count, size, hash` behind it. The size is of interest, and when the picture was taken by the camera's reports.
 */
export function createPacketReader(codec: string, taps: PacketTaps): (chunk: Uint8Array) => void {
  const ofNext = CUT_BY_THE_NEXT.includes(codec);
  let tickUs: number | null = null;
  let waiting: number | null = null;

  function tell(pts: number, attached: string): void {
    if (tickUs === null) return;
    const taken = attached === '' ? null : producerTime(attached);
    const utcUs = ofNext ? waiting : taken;
    waiting = taken;
    if (utcUs !== null && Number.isSafeInteger(pts)) taps.onReport({ mediaUs: Math.round(pts * tickUs), utcUs });
  }

  return createLineReader((line) => {
    const packet = PACKET.exec(line);
    if (packet === null) {
      tickUs = tickOf(line) ?? tickUs;
      return;
    }
    taps.onPacket(Number(packet[2]));
    tell(Number(packet[1]), packet[3] ?? '');
  });
}

/** How long one tick of the packets' times is: `#tb 0: 1/90000`. */
function tickOf(line: string): number | null {
  const [, parts, whole] = /^#tb 0: (\d+)\/(\d+)$/.exec(line) ?? [];
  return parts === undefined ? null : (Number(parts) * 1_000_000) / Number(whole);
}

function producerTime(attached: string): number | null {
  for (const [, hash] of attached.matchAll(/,\s+16,\s*([0-9a-f]{32})/g)) {
    const utcUs = readProducerTime(hash ?? '');
    if (utcUs !== null) return utcUs;
  }
  return null;
}
