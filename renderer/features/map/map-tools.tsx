import { Button, Checkbox, Popover, SegmentedControl } from '@mantine/core';
import { useText } from '../../i18n/index.ts';
import { Icon } from '../../ui/index.ts';
import { FLOW_INTERVALS, withLayer } from './map-memory.ts';
import type { MapMemory } from './map-memory.ts';
import { MAP_LAYERS } from './stage/map-scene.ts';
import type { MapLayer } from './stage/map-scene.ts';
import classes from './map.module.css';

interface MapToolsProps {
  readonly memory: MapMemory;
  readonly onMemory: (memory: MapMemory) => void;
  /** Layers that have something to show here. */
  readonly known: readonly MapLayer[];
}

/** What the map shows besides the cameras, remembered on this screen. */
export function MapTools({ memory, onMemory, known }: MapToolsProps) {
  const { t } = useText();
  return (
    <Popover position="bottom-end" withinPortal trapFocus returnFocus>
      <Popover.Target>
        <Button size="xs" variant="default" leftSection={<Icon name="list" />}>
          {t('map.layers')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown className={classes['layers']} aria-label={t('map.layers')}>
        {MAP_LAYERS.filter((layer) => known.includes(layer)).map((layer) => (
          <Checkbox
            key={layer}
            size="sm"
            label={t(`map.layer.${layer}`)}
            checked={memory.layers.includes(layer)}
            onChange={(event) => {
              const layers = withLayer(memory.layers, layer, event.currentTarget.checked);
              onMemory({ ...memory, layers: [...layers] });
            }}
          />
        ))}
        <span className={classes['intervalLabel']}>{t('map.interval')}</span>
        <SegmentedControl
          size="xs"
          aria-label={t('map.interval')}
          value={String(memory.interval)}
          onChange={(value) => onMemory({ ...memory, interval: Number(value) })}
          data={FLOW_INTERVALS.map((seconds) => ({
            value: String(seconds),
            label: t('map.interval.of', { minutes: seconds / 60 }),
          }))}
        />
      </Popover.Dropdown>
    </Popover>
  );
}
