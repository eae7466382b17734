import type { ReactNode } from 'react';
import classes from './page.module.css';

interface PageProps {
  readonly title: ReactNode;
  readonly lead?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** The frame of a view: one heading, its actions, its content. */
export function Page({ title, lead, actions, children }: PageProps) {
  return (
    <div className={classes['page']}>
      <div className={classes['top']}>
        <div className={classes['titles']}>
          <h1 className={classes['title']}>{title}</h1>
          {lead !== undefined && <div className={classes['lead']}>{lead}</div>}
        </div>
        {actions !== undefined && <div className={classes['actions']}>{actions}</div>}
      </div>
      {children}
    </div>
  );
}
