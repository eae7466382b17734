import { Button, NativeSelect, Tooltip } from '@mantine/core';
import { useText } from '../../i18n/index.ts';
import { DWELLS, changeWall, useWall } from '../../state/index.ts';
import { Icon } from '../../ui/index.ts';
import classes from './live-view.module.css';

interface CycleControlProps {
  readonly pages: number;
  readonly paused: boolean;
}

/** Whether the wall turns its pages by itself, how long each stays, and why it waits. */
export function CycleControl({ pages, paused }: CycleControlProps) {
  const { t } = useText();
  const { cycling, dwellSeconds } = useWall((state) => state.now);
  return (
    <>
      <Tooltip label={t('wall.cycle')}>
        <Button
          variant={cycling ? 'filled' : 'default'}
          size="xs"
          aria-pressed={cycling}
          aria-label={t('wall.cycle.label')}
          leftSection={<Icon name={cycling ? 'pause' : 'play'} size={14} />}
          onClick={() => changeWall((now) => ({ ...now, cycling: !now.cycling }))}
        >
          {t('wall.cycle.short')}
        </Button>
      </Tooltip>
      {cycling && (
        <NativeSelect
          size="xs"
          aria-label={t('wall.cycle.dwell')}
          value={String(dwellSeconds)}
          onChange={({ currentTarget }) => {
            const dwell = DWELLS.find((one) => String(one) === currentTarget.value);
            if (dwell !== undefined) changeWall((now) => ({ ...now, dwellSeconds: dwell }));
          }}
          data={DWELLS.map((one) => ({ value: String(one), label: t('wall.cycle.seconds', { seconds: one }) }))}
        />
      )}
      <span role="status" className={classes['said']}>
        {cycling && pages < 2 && t('wall.cycle.one-page')}
        {cycling && paused && t('wall.cycle.paused')}
      </span>
    </>
  );
}
