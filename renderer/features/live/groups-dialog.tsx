import { Button, Checkbox, Group, Modal, NativeSelect, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { CameraView } from '../../../domain/contracts/api.ts';
import { useText } from '../../i18n/index.ts';
import { NAME_LENGTH, changeBook, dropGroup, saveGroup, useWall } from '../../state/index.ts';
import type { CameraGroup } from '../../state/index.ts';
import classes from './live-view.module.css';

interface GroupsDialogProps {
  readonly opened: boolean;
  readonly cameras: readonly CameraView[];
  readonly onClose: () => void;
}

/** Makes, changes and deletes groups of cameras. */
export function GroupsDialog({ opened, cameras, onClose }: GroupsDialogProps) {
  const { t } = useText();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('wall.group.dialog')}
      centered
      closeButtonProps={{ 'aria-label': t('common.close') }}
      attributes={{ header: { role: 'none' } }}
    >
      <GroupForm cameras={cameras} onClose={onClose} />
    </Modal>
  );
}

interface Draft {
  readonly id: string | null;
  readonly name: string;
  readonly cameras: readonly string[];
}

const NEW: Draft = { id: null, name: '', cameras: [] };

function GroupForm({ cameras, onClose }: Pick<GroupsDialogProps, 'cameras' | 'onClose'>) {
  const { t } = useText();
  const groups = useWall((state) => state.book.groups);
  const [draft, setDraft] = useState<Draft>(NEW);
  const [said, setSaid] = useState('');
  const open = (group: CameraGroup | undefined) => setDraft(group ?? NEW);
  const complete = draft.name.trim() !== '' && draft.cameras.length > 0;
  const save = () => {
    const { id, name, cameras: chosen } = draft;
    changeBook((book) => {
      const { book: next, saved } = saveGroup(book, { id, name, cameras: [...chosen] }, crypto.randomUUID());
      setDraft(saved);
      return next;
    });
    setSaid(t('wall.group.saved', { name: name.trim() }));
  };
  const drop = (id: string) => {
    changeBook((book) => dropGroup(book, id));
    setSaid(t('wall.group.deleted', { name: draft.name }));
    setDraft(NEW);
  };
  return (
    <Stack gap="sm">
      {groups.length > 0 && (
        <NativeSelect
          label={t('wall.group.which')}
          value={draft.id ?? ''}
          onChange={(event) => open(groups.find(({ id }) => id === event.currentTarget.value))}
          data={[
            { value: '', label: t('wall.group.new') },
            ...groups.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
      )}
      <TextInput
        label={t('wall.group.name')}
        description={t('wall.group.hint')}
        maxLength={NAME_LENGTH}
        value={draft.name}
        onChange={(event) => setDraft({ ...draft, name: event.currentTarget.value })}
        data-autofocus
      />
      <Checkbox.Group
        label={t('wall.group.cameras')}
        value={[...draft.cameras]}
        onChange={(chosen) => setDraft({ ...draft, cameras: chosen })}
      >
        <div className={classes['checks']}>
          {cameras.map(({ id, name }) => (
            <Checkbox key={id} value={id} label={name} />
          ))}
        </div>
      </Checkbox.Group>
      <p role="status" className={classes['said']}>
        {said}
      </p>
      <Group justify="flex-end" gap="sm">
        {draft.id !== null && (
          <Button variant="default" onClick={() => draft.id !== null && drop(draft.id)}>
            {t('wall.group.delete')}
          </Button>
        )}
        <Button variant="default" onClick={onClose}>
          {t('common.close')}
        </Button>
        <Button disabled={!complete} onClick={save}>
          {t('common.save')}
        </Button>
      </Group>
    </Stack>
  );
}
