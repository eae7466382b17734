import { Button, Checkbox, Popover } from '@mantine/core';
import { LAYER_NAMES } from '../../canvas/index.ts';
import { useText } from '../../i18n/index.ts';
import { switchLayer, useLayers } from '../../state/index.ts';
import { Icon } from '../../ui/index.ts';
import classes from './live-view.module.css';

/** What lies over the pictures. */
export function LayersControl() {
  const { t } = useText();
  const layers = useLayers((state) => state.layers);
  return (
    <Popover position="bottom-end" trapFocus returnFocus>
      <Popover.Target>
        <Button variant="default" size="xs" leftSection={<Icon name="layers" size={14} />}>
          {t('layers.title')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('layers.title')}>
        <div className={classes['checks']}>
          {LAYER_NAMES.map((name) => (
            <Checkbox
              key={name}
              size="xs"
              label={t(`layer.${name}`)}
              checked={layers.has(name)}
              onChange={({ currentTarget }) => switchLayer(name, currentTarget.checked)}
            />
          ))}
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
