import { ActionIcon, Button, SegmentedControl, Tooltip } from '@mantine/core';
import type { CameraView } from '../../../domain/contracts/api.ts';
import { useText } from '../../i18n/index.ts';
import { WALL_SIZES, addSlot, changeWall, useWall, withArrangement, withPreset } from '../../state/index.ts';
import { Icon } from '../../ui/index.ts';
import type { IconName } from '../../ui/index.ts';
import { CycleControl } from './cycle-control.tsx';
import { GroupMenu } from './group-menu.tsx';
import { LayersControl } from './layers-control.tsx';
import { LayoutMenu } from './layout-menu.tsx';

interface WallControlsProps {
  readonly cameras: readonly CameraView[];
  readonly page: number;
  readonly pages: number;
  readonly paused: boolean;
  readonly arranging: boolean;
  readonly onArrange: (on: boolean) => void;
  readonly onWindow: () => void;
  readonly onKiosk: () => void;
}

/** Everything that decides what the wall shows. */
export function WallControls(props: WallControlsProps) {
  const { cameras, page, pages, paused, arranging, onArrange, onWindow, onKiosk } = props;
  const { t } = useText();
  const { now } = useWall();
  return (
    <>
      {pages > 1 && <PageButtons page={page} pages={pages} />}
      {!arranging && <CycleControl pages={pages} paused={paused} />}
      <SegmentedControl
        size="xs"
        aria-label={t('live.size')}
        value={now.preset === null ? '' : String(now.preset)}
        onChange={(value) => {
          const size = WALL_SIZES.find((one) => String(one) === value);
          if (size !== undefined) changeWall((one) => withPreset(one, size));
        }}
        data={WALL_SIZES.map((one) => ({ value: String(one), label: t('live.size.of', { tiles: one }) }))}
      />
      <LayoutMenu />
      <GroupMenu cameras={cameras} />
      <LayersControl />
      {arranging && (
        <Button
          variant="default"
          size="xs"
          leftSection={<Icon name="plus" size={14} />}
          onClick={() => changeWall((one) => withArrangement(one, addSlot(one)))}
        >
          {t('wall.arrange.add')}
        </Button>
      )}
      <Button
        variant={arranging ? 'filled' : 'default'}
        size="xs"
        leftSection={<Icon name={arranging ? 'check' : 'pencil'} size={14} />}
        onClick={() => onArrange(!arranging)}
      >
        {t(arranging ? 'wall.arrange.done' : 'wall.arrange')}
      </Button>
      <IconButton icon="window" label={t('palette.window')} onClick={onWindow} />
      <IconButton icon="whole" label={t('palette.kiosk')} onClick={onKiosk} />
    </>
  );
}

interface IconButtonProps {
  readonly icon: IconName;
  readonly label: string;
  readonly onClick: () => void;
}

function IconButton({ icon, label, onClick }: IconButtonProps) {
  return (
    <Tooltip label={label}>
      <ActionIcon variant="default" size={30} aria-label={label} onClick={onClick}>
        <Icon name={icon} />
      </ActionIcon>
    </Tooltip>
  );
}

function PageButtons({ page, pages }: Pick<WallControlsProps, 'page' | 'pages'>) {
  const { t } = useText();
  const turn = (to: number) => changeWall((now) => ({ ...now, page: to }));
  return (
    <Button.Group aria-label={t('live.pages')}>
      <Button
        variant="default"
        size="xs"
        disabled={page === 0}
        onClick={() => turn(page - 1)}
        aria-label={t('live.page.previous')}
      >
        <Icon name="back" />
      </Button>
      <Button.GroupSection variant="default" size="xs" role="status">
        {t('live.page', { page: page + 1, pages })}
      </Button.GroupSection>
      <Button
        variant="default"
        size="xs"
        disabled={page === pages - 1}
        onClick={() => turn(page + 1)}
        aria-label={t('live.page.next')}
      >
        <Icon name="next" />
      </Button>
    </Button.Group>
  );
}
