import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useText } from '../../i18n/index.ts';
import { Icon } from '../../ui/index.ts';
import { CycleControl } from './cycle-control.tsx';
import classes from './live-view.module.css';

interface BareWallProps {
  readonly pages: number;
  readonly paused: boolean;
  readonly onLeave: () => void;
  readonly children: ReactNode;
}

/** The wall and nothing else; what it can do appears under the pointer, or when the keyboard gets there. */
export function BareWall({ pages, paused, onLeave, children }: BareWallProps) {
  const { t } = useText();
  return (
    <section className={classes['bare']}>
      <h1 className="visually-hidden">{t('nav.live')}</h1>
      {children}
      <div className={classes['bareTools']}>
        <CycleControl pages={pages} paused={paused} />
        <Button variant="default" size="xs" leftSection={<Icon name="leave" size={14} />} onClick={onLeave}>
          {t('wall.bare.leave')}
        </Button>
      </div>
    </section>
  );
}
