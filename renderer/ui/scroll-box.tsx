import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';

interface ScrollBoxProps {
  readonly label: string;
  readonly className?: string | undefined;
  readonly children: ReactNode;
}

/** Content that may be wider or longer than its place. Only while it is, the keyboard can stop here to scroll. */
export function ScrollBox({ label, className, children }: ScrollBoxProps) {
  const box = useRef<HTMLDivElement>(null);
  const [scrolls, setScrolls] = useState(false);
  useEffect(() => {
    const element = box.current;
    if (element === null) return;
    const look = () =>
      setScrolls(element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1);
    const sized = new ResizeObserver(look);
    sized.observe(element);
    if (element.firstElementChild !== null) sized.observe(element.firstElementChild);
    return () => sized.disconnect();
  }, []);
  const reachable = scrolls ? ({ tabIndex: 0, role: 'group', 'aria-label': label } as const) : {};
  return (
    <div ref={box} className={className} style={{ overflow: 'auto' }} {...reachable}>
      {children}
    </div>
  );
}
