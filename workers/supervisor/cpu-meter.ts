/** The share of one core, in percent, from the processor time that a process tells of. */
export function createCpuMeter(): (cpuMs: number, nowMs: number) => number {
  let last: { readonly cpuMs: number; readonly nowMs: number } | null = null;
  return (cpuMs, nowMs) => {
    const before = last;
    last = { cpuMs, nowMs };
    // A restarted process begins at nothing again.
    if (before === null || cpuMs < before.cpuMs || nowMs <= before.nowMs) return 0;
    return Math.round(((cpuMs - before.cpuMs) / (nowMs - before.nowMs)) * 100);
  };
}
