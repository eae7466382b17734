import type { ReactNode } from 'react';
import { Icon } from './icons.tsx';
import type { IconName } from './icons.tsx';
import classes from './notice.module.css';

interface NoticeProps {
  readonly icon: IconName;
  readonly title: string;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
  readonly tone?: 'plain' | 'warning' | 'jam';
  readonly compact?: boolean;
}

/** Fills a place that has nothing else to show: empty, not reachable, not allowed. Says what to do next. */
export function Notice({ icon, title, children, action, tone = 'plain', compact = false }: NoticeProps) {
  return (
    <div className={classes['notice']} data-tone={tone} data-compact={compact} role={tone === 'jam' ? 'alert' : 'note'}>
      <Icon name={icon} size={compact ? 18 : 28} />
      <div className={classes['body']}>
        <p className={classes['title']}>{title}</p>
        {children !== undefined && <div className={classes['text']}>{children}</div>}
        {action !== undefined && <div className={classes['action']}>{action}</div>}
      </div>
    </div>
  );
}
