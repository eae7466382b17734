import { useEffect, useRef, useState } from 'react';
import { cycleStep } from './cycle.ts';

export interface Cycle {
  readonly on: boolean;
  readonly pages: number;
  readonly page: number;
  readonly dwellSeconds: number;
  readonly held: boolean;
  readonly onTurn: () => void;
}

const LOOK_EVERY_MS = 250;
const WORK = ['keydown', 'pointerdown', 'pointermove', 'wheel', 'touchstart'] as const;

/** Turns the wall's pages; answers whether it is paused because somebody works. */
export function useCycle(cycle: Cycle): boolean {
  const latest = useRef(cycle);
  const [paused, setPaused] = useState(false);
  const turnedAt = useRef(0);
  useEffect(() => {
    latest.current = cycle;
  });
  useEffect(() => {
    turnedAt.current = performance.now();
  }, [cycle.page, cycle.on, cycle.dwellSeconds]);

  const { on } = cycle;
  useEffect(() => {
    if (!on) return;
    const stopping = new AbortController();
    let workedAtMs = performance.now();
    const worked = () => (workedAtMs = performance.now());
    for (const one of WORK) window.addEventListener(one, worked, { signal: stopping.signal, passive: true });
    const timer = setInterval(() => {
      const { pages, dwellSeconds, held, onTurn } = latest.current;
      const step = cycleStep({
        on: true,
        pages,
        dwellMs: dwellSeconds * 1000,
        nowMs: performance.now(),
        turnedAtMs: turnedAt.current,
        workedAtMs,
        held: held || somethingIsOpen(),
      });
      setPaused(step === 'paused');
      if (step === 'turns') onTurn();
    }, LOOK_EVERY_MS);
    return () => {
      stopping.abort();
      clearInterval(timer);
      setPaused(false);
    };
  }, [on]);

  return paused;
}

function somethingIsOpen(): boolean {
  return document.querySelector('[role="dialog"], [role="menu"], [role="listbox"]') !== null;
}
