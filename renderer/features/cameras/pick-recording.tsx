import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import type { PickedPath } from '../../../domain/contracts/shell.ts';
import { pathPicker } from '../../api/index.ts';
import { useText } from '../../i18n/index.ts';
import { Icon } from '../../ui/index.ts';

interface PickRecordingProps {
  /** What stands in the field now. */
  readonly text: string;
  readonly onPick: (path: string, kind: 'file' | 'folder') => void;
}

/** The system's own dialogs, where the page runs in the desktop. Says at once when the site may not read what was picked. */
export function PickRecording({ text, onPick }: PickRecordingProps) {
  const { t } = useText();
  const [picked, setPicked] = useState<PickedPath>(null);
  const picker = pathPicker();
  if (picker === null) return null;
  const pick = async (kind: 'file' | 'folder') => {
    const answer = await (kind === 'file' ? picker.pickFile({ kind: 'recording' }) : picker.pickFolder());
    setPicked(answer);
    if (answer !== null) onPick(answer.path, kind);
  };
  const usable = picked !== null && picked.path === text ? picked.usable : 'now';
  return (
    <div>
      <Group gap="xs">
        <PickButton label={t('cameras.pick.file')} onClick={() => void pick('file')} />
        <PickButton label={t('cameras.pick.folder')} onClick={() => void pick('folder')} />
      </Group>
      <p
        role="status"
        style={{ margin: usable === 'now' ? 0 : '6px 0 0', fontSize: 12, color: 'var(--state-warning)' }}
      >
        {usable !== 'now' && t(`cameras.pick.${usable}`)}
      </p>
    </div>
  );
}

function PickButton({ label, onClick }: { readonly label: string; readonly onClick: () => void }) {
  return (
    <Button size="compact-xs" variant="default" leftSection={<Icon name="disk" size={13} />} onClick={onClick}>
      {label}
    </Button>
  );
}
