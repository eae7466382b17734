import { useRef } from 'react';

export interface ReturnFocus {
  /** Something is being opened from where the focus is now. */
  readonly remember: () => void;
  /** It closes: the focus goes back there, or to the content where that place is gone. */
  readonly giveBack: () => void;
}

/** What closes takes the focus with it, and whoever works without a mouse would begin again at the top of the page. */
export function useReturnFocus(): ReturnFocus {
  const opener = useRef<HTMLElement | null>(null);
  return {
    remember: () => {
      const { activeElement } = document;
      opener.current = activeElement instanceof HTMLElement ? activeElement : null;
    },
    giveBack: () => {
      const place = opener.current?.isConnected === true ? opener.current : document.getElementById('main');
      opener.current = null;
      place?.focus();
    },
  };
}
