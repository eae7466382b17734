/** What a screen remembers: in this browser for good, or in this window until it is closed (a reload keeps it). */
export type Memory = 'browser' | 'window';

export function remember(key: string, value: string, memory: Memory = 'browser'): void {
  try {
    storageOf(memory).setItem(key, value);
  } catch {
    // A browser that refuses to remember still shows the screen.
  }
}

export function remembered(key: string, memory: Memory = 'browser'): string | null {
  try {
    return storageOf(memory).getItem(key);
  } catch {
    return null;
  }
}

function storageOf(memory: Memory): Storage {
  return memory === 'browser' ? localStorage : sessionStorage;
}
