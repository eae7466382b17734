import { Button, Checkbox, NativeSelect, Popover, SegmentedControl } from '@mantine/core';
import type { MapPacks } from '../../../domain/contracts/site-map.ts';
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
  readonly packs: MapPacks | null;
}

/** What the map shows besides the cameras, remembered on this screen. */
export function MapTools({ memory, onMemory, known, packs }: MapToolsProps) {
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
        <NativeSelect
          size="xs"
          label={t('map.ground')}
          value={memory.ground ?? ''}
          onChange={(event) => onMemory({ ...memory, ground: event.currentTarget.value || null })}
          data={[
            { value: '', label: t('map.ground.town') },
            ...(packs?.packs ?? []).map(({ name }) => ({ value: name, label: name })),
          ]}
        />
        {packs !== null && packs.packs.length === 0 && (
          <p className={classes['hint']}>{t('map.ground.hint', { folder: packs.folder })}</p>
        )}
      </Popover.Dropdown>
    </Popover>
  );
}
