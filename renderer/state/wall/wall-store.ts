import { create } from 'zustand';
import { remember, remembered } from '../screen-memory.ts';
import { WALL_SIZES } from './arrangement.ts';
import { evenWall, readWallBook, readWallNow } from './wall-memory.ts';
import type { WallBook, WallNow } from './wall-memory.ts';

const BOOK_KEY = 'tcc.wall.book';
const NOW_KEY = 'tcc.wall.now';
/** The number of tiles, from before there were layouts. */
const TILES_KEY = 'tcc.screen.tiles';

interface WallState {
  readonly now: WallNow;
  readonly book: WallBook;
  /** Its tiles are being dragged and resized. */
  readonly arranging: boolean;
}

/**
 * The wall of this window and the layouts and groups of this screen. A window keeps its own wall over a reload or a crash;
 * a new one begins with what was shown last.
 */
export const useWall = create<WallState>(() => ({
  now: firstWall(),
  book: readWallBook(remembered(BOOK_KEY)),
  arranging: false,
}));

export function setArranging(arranging: boolean): void {
  useWall.setState({ arranging });
}

export function changeWall(step: (now: WallNow) => WallNow): void {
  const now = step(useWall.getState().now);
  useWall.setState({ now });
  const text = JSON.stringify(now);
  remember(NOW_KEY, text, 'window');
  remember(NOW_KEY, text);
}

export function changeBook(step: (book: WallBook) => WallBook): void {
  // Another window may have saved something since.
  const book = step(readWallBook(remembered(BOOK_KEY)));
  useWall.setState({ book });
  remember(BOOK_KEY, JSON.stringify(book));
}

/** What another window saves is there in this one at once. */
export function followOtherWindows(): () => void {
  const changed = (event: StorageEvent) => {
    if (event.key === BOOK_KEY) useWall.setState({ book: readWallBook(event.newValue) });
  };
  window.addEventListener('storage', changed);
  return () => window.removeEventListener('storage', changed);
}

function firstWall(): WallNow {
  const stored = readWallNow(remembered(NOW_KEY, 'window')) ?? readWallNow(remembered(NOW_KEY));
  if (stored !== null) return stored;
  return evenWall(WALL_SIZES.find((size) => String(size) === remembered(TILES_KEY)) ?? 4);
}
