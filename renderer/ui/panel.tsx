import { useId } from 'react';
import type { ReactNode } from 'react';
import { ScrollBox } from './scroll-box.tsx';
import classes from './panel.module.css';

interface PanelProps {
  readonly title: string;
  readonly aside?: ReactNode;
  readonly children: ReactNode;
  readonly flush?: boolean;
}

/** A titled section of a view. */
export function Panel({ title, aside, children, flush = false }: PanelProps) {
  const id = useId();
  return (
    <section className={classes['panel']} aria-labelledby={id}>
      <header className={classes['head']}>
        <h2 className={classes['title']} id={id}>
          {title}
        </h2>
        {aside !== undefined && <div className={classes['aside']}>{aside}</div>}
      </header>
      {flush ? <ScrollBox label={title}>{children}</ScrollBox> : <div className={classes['body']}>{children}</div>}
    </section>
  );
}
