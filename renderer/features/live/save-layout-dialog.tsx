import { Button, Group, Modal, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useText } from '../../i18n/index.ts';
import { NAME_LENGTH } from '../../state/index.ts';

interface SaveLayoutDialogProps {
  readonly opened: boolean;
  readonly name: string;
  readonly onSave: (name: string) => void;
  readonly onClose: () => void;
}

/** Asks under which name the wall is to be kept. */
export function SaveLayoutDialog({ opened, name, onSave, onClose }: SaveLayoutDialogProps) {
  const { t } = useText();
  const [typed, setTyped] = useState(name);
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('wall.layout.dialog')}
      centered
      closeButtonProps={{ 'aria-label': t('common.close') }}
      attributes={{ header: { role: 'none' } }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (typed.trim() === '') return;
          onSave(typed);
          onClose();
        }}
      >
        <TextInput
          label={t('wall.layout.name')}
          description={t('wall.layout.name.hint')}
          value={typed}
          maxLength={NAME_LENGTH}
          onChange={(event) => setTyped(event.currentTarget.value)}
          data-autofocus
        />
        <Group justify="flex-end" mt="md" gap="sm">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" disabled={typed.trim() === ''}>
            {t('common.save')}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
