export interface WatchList {
  /** One owner (a tile, a view) says what it shows; an empty list takes it back. */
  readonly set: (owner: string, cameras: readonly string[]) => void;
  readonly setPageVisible: (visible: boolean) => void;
  readonly current: () => readonly string[];
  readonly stop: () => void;
}

/** Gathers what all visible tiles show into one request; scrolling over many tiles sends one message, not many. */
export function createWatchList(send: (cameras: readonly string[]) => void, gatherMs = 60): WatchList {
  const owners = new Map<string, readonly string[]>();
  let pageVisible = true;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let sent = '';

  const current = () => (pageVisible ? [...new Set([...owners.values()].flat())].sort() : []);
  function later(): void {
    clearTimeout(timer);
    timer = setTimeout(() => {
      const cameras = current();
      const text = cameras.join(' ');
      if (text !== sent) send(cameras);
      sent = text;
    }, gatherMs);
  }

  return {
    set: (owner, cameras) => {
      if (cameras.length === 0) owners.delete(owner);
      else owners.set(owner, cameras);
      later();
    },
    setPageVisible: (visible) => {
      pageVisible = visible;
      later();
    },
    current,
    stop: () => clearTimeout(timer),
  };
}
