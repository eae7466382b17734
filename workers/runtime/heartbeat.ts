import type { Message } from '../../domain/contracts/messages.ts';

const HEARTBEAT_MS = 1000;

/** Says every second that this process lives, and what it costs. */
export function startHeartbeat(tell: (message: Message) => void): () => void {
  const timer = setInterval(() => tell(heartbeat()), HEARTBEAT_MS);
  return () => clearInterval(timer);
}

function heartbeat(): Message {
  const memory = process.memoryUsage();
  const cpu = process.cpuUsage();
  return {
    type: 'heartbeat',
    rssBytes: memory.rss,
    heapBytes: memory.heapUsed,
    externalBytes: memory.external,
    cpuMs: (cpu.user + cpu.system) / 1000,
  };
}
