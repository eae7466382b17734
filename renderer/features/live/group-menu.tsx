import { Button, Menu } from '@mantine/core';
import { useState } from 'react';
import type { CameraView } from '../../../domain/contracts/api.ts';
import { useText } from '../../i18n/index.ts';
import { changeWall, useWall } from '../../state/index.ts';
import { Icon } from '../../ui/index.ts';
import { GroupsDialog } from './groups-dialog.tsx';

/** Which cameras the wall shows: all of them, or a group. */
export function GroupMenu({ cameras }: { readonly cameras: readonly CameraView[] }) {
  const { t } = useText();
  const { now, book } = useWall();
  const [editing, setEditing] = useState(false);
  const current = book.groups.find(({ id }) => id === now.groupId);
  const choose = (groupId: string | null) => changeWall((one) => ({ ...one, groupId, page: 0 }));
  const chosen = (is: boolean) => (is ? <Icon name="check" size={14} /> : undefined);
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button variant="default" size="xs" leftSection={<Icon name="list" size={14} />}>
            {t('wall.group')}: {current?.name ?? t('wall.group.all')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={chosen(current === undefined)} onClick={() => choose(null)}>
            {t('wall.group.all')}
          </Menu.Item>
          {book.groups.map((group) => (
            <Menu.Item key={group.id} leftSection={chosen(group === current)} onClick={() => choose(group.id)}>
              {group.name}
            </Menu.Item>
          ))}
          <Menu.Divider />
          <Menu.Item onClick={() => setEditing(true)}>{t('wall.group.edit')}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <GroupsDialog opened={editing} cameras={cameras} onClose={() => setEditing(false)} />
    </>
  );
}
