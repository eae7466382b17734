import { useEffect } from 'react';

let guard: (() => boolean) | null = null;

/** Whether the page may be left now; asks the person when somebody has unsaved work on it. */
export function mayLeave(): boolean {
  return guard === null || guard();
}

/** While `dirty`, leaving this page or closing the window asks first. */
export function useLeaveGuard(dirty: boolean, question: string): void {
  useEffect(() => {
    if (!dirty) return;
    const ask = () => window.confirm(question);
    const closing = (event: BeforeUnloadEvent) => event.preventDefault();
    guard = ask;
    window.addEventListener('beforeunload', closing);
    return () => {
      window.removeEventListener('beforeunload', closing);
      if (guard === ask) guard = null;
    };
  }, [dirty, question]);
}
