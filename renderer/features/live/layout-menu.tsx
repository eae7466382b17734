import { Button, Menu } from '@mantine/core';
import { useState } from 'react';
import { useText } from '../../i18n/index.ts';
import type { Text } from '../../i18n/index.ts';
import {
  WALL_SIZES,
  changeBook,
  changeWall,
  differs,
  dropLayout,
  saveLayout,
  useWall,
  withLayout,
  withPreset,
} from '../../state/index.ts';
import type { SavedLayout, WallNow } from '../../state/index.ts';
import { Icon } from '../../ui/index.ts';
import { SaveLayoutDialog } from './save-layout-dialog.tsx';

/** The layout that is on, and all others a step away. */
export function LayoutMenu() {
  const { t } = useText();
  const { now, book } = useWall();
  const [naming, setNaming] = useState(false);
  const current = book.layouts.find(({ id }) => id === now.layoutId) ?? null;
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button variant="default" size="xs" leftSection={<Icon name="wall" size={14} />}>
            {t('wall.layout')}: {layoutName(t, now, current)}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {WALL_SIZES.map((size) => (
            <Menu.Item key={size} onClick={() => changeWall((one) => withPreset(one, size))}>
              {t('wall.layout.even', { tiles: size })}
            </Menu.Item>
          ))}
          <Menu.Divider />
          <Menu.Label>{t(book.layouts.length === 0 ? 'wall.layout.none' : 'wall.layout.saved')}</Menu.Label>
          {book.layouts.map((layout) => (
            <Menu.Item
              key={layout.id}
              leftSection={layout === current ? <Icon name="check" size={14} /> : undefined}
              onClick={() => changeWall(() => withLayout(layout))}
            >
              {layout.name}
            </Menu.Item>
          ))}
          <Menu.Divider />
          {current !== null && differs(now, current) && (
            <Menu.Item onClick={() => keep(current.name)}>{t('wall.layout.save', { name: current.name })}</Menu.Item>
          )}
          <Menu.Item onClick={() => setNaming(true)}>{t('wall.layout.saveAs')}</Menu.Item>
          {current !== null && (
            <Menu.Item onClick={() => changeBook((one) => dropLayout(one, current.id))}>
              {t('wall.layout.delete', { name: current.name })}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      <SaveLayoutDialog
        key={String(naming)}
        opened={naming}
        name={current?.name ?? ''}
        onSave={keep}
        onClose={() => setNaming(false)}
      />
    </>
  );
}

/** What the wall is, in a word or two. */
export function layoutName(t: Text['t'], now: WallNow, current: SavedLayout | null): string {
  if (current !== null) return differs(now, current) ? t('wall.layout.changed', { name: current.name }) : current.name;
  return now.preset === null ? t('wall.layout.own') : t('wall.layout.even', { tiles: now.preset });
}

function keep(name: string): void {
  changeBook((book) => {
    const { book: next, saved } = saveLayout(book, useWall.getState().now, name, crypto.randomUUID());
    changeWall((now) => ({ ...now, layoutId: saved.id }));
    return next;
  });
}
