import { ActionIcon, Tooltip } from '@mantine/core';
import type { Text } from '../../i18n/index.ts';
import { Icon } from '../../ui/index.ts';
import type { IconName } from '../../ui/index.ts';
import { ZOOM_STEP } from './tile-keys.ts';
import type { TileZoom } from './use-tile-zoom.ts';
import classes from './tile.module.css';

interface TileToolsProps {
  readonly text: Text;
  readonly zoom: TileZoom;
  readonly frozen: boolean;
  /** Only the tile that has the focus is walked through with Tab. */
  readonly reachable: boolean;
  readonly onFreeze: () => void;
  readonly onCapture: (overlay: boolean) => void;
  readonly onOpen: () => void;
}

/** What can be done with a picture; every button has a key as well. */
export function TileTools({ text: { t }, zoom, frozen, reachable, onFreeze, onCapture, onOpen }: TileToolsProps) {
  const tool = (
    icon: IconName,
    label: string,
    onClick: () => void,
    extra: { wide?: boolean; pressed?: boolean } = {},
  ) => (
    <Tooltip label={label}>
      <ActionIcon
        variant="default"
        size={28}
        tabIndex={reachable ? 0 : -1}
        aria-label={label}
        aria-pressed={extra.pressed}
        data-wide={extra.wide === true}
        onClick={onClick}
      >
        <Icon name={icon} />
      </ActionIcon>
    </Tooltip>
  );
  return (
    <div className={classes['tools']} role="group" aria-label={t('tile.tools')} data-shown={frozen}>
      {tool('zoomIn', t('tile.zoomIn'), () => zoom.enlarge(ZOOM_STEP))}
      {tool('zoomOut', t('tile.zoomOut'), () => zoom.enlarge(1 / ZOOM_STEP), { wide: true })}
      {zoom.zoom.scale > 1 && tool('whole', t('tile.whole'), zoom.whole)}
      {tool('pause', t('tile.freeze'), onFreeze, { pressed: frozen })}
      {tool('capture', t('tile.capture'), () => onCapture(true))}
      {tool('camera', t('tile.capture.plain'), () => onCapture(false), { wide: true })}
      {tool('next', t('tile.open'), onOpen, { wide: true })}
    </div>
  );
}
