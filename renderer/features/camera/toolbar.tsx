import { ActionIcon, Button, Group, Tooltip } from '@mantine/core';
import type { ToolName } from '../../canvas/index.ts';
import { useText } from '../../i18n/index.ts';
import type { Key } from '../../i18n/index.ts';
import { Icon } from '../../ui/index.ts';
import type { IconName } from '../../ui/index.ts';
import type { Drawing } from './use-drawing.ts';

const TOOLS: readonly {
  readonly tool: ToolName;
  readonly icon: IconName;
  readonly key: 'tool.select' | 'tool.line' | 'tool.zone';
}[] = [
  { tool: 'select', icon: 'pointer', key: 'tool.select' },
  { tool: 'line', icon: 'line', key: 'tool.line' },
  { tool: 'zone', icon: 'zone', key: 'tool.zone' },
];

interface ToolbarProps {
  readonly drawing: Drawing;
  readonly tool: ToolName;
  readonly onTool: (tool: ToolName) => void;
}

/** The tools of the picture, the way back, and what to do with changes that are not saved. */
export function Toolbar({ drawing, tool, onTool }: ToolbarProps) {
  const { t } = useText();
  return (
    <Group gap="xs" role="toolbar" aria-label={t('camera.tools')}>
      <Group gap={4} role="group" aria-label={t('camera.tools')}>
        {TOOLS.map((one) => (
          <ToolButton
            key={one.tool}
            label={t(one.key)}
            icon={one.icon}
            pressed={one.tool === tool}
            onClick={() => onTool(one.tool)}
          />
        ))}
      </Group>
      <Group gap={4}>
        <Step
          k="edit.undo"
          icon="undo"
          disabled={drawing.draft.past.length === 0}
          onClick={() => drawing.act({ type: 'undo' })}
        />
        <Step
          k="edit.redo"
          icon="redo"
          disabled={drawing.draft.future.length === 0}
          onClick={() => drawing.act({ type: 'redo' })}
        />
      </Group>
      {drawing.changes.length > 0 && <Unsaved drawing={drawing} />}
    </Group>
  );
}

interface ToolButtonProps {
  readonly label: string;
  readonly icon: IconName;
  readonly pressed: boolean;
  readonly onClick: () => void;
}

function ToolButton({ label, icon, pressed, onClick }: ToolButtonProps) {
  return (
    <Button
      size="xs"
      variant={pressed ? 'filled' : 'default'}
      aria-pressed={pressed}
      leftSection={<Icon name={icon} size={14} />}
      onClick={onClick}
    >
      {label}
    </Button>
  );
}

interface StepProps {
  readonly k: Extract<Key, 'edit.undo' | 'edit.redo'>;
  readonly icon: IconName;
  readonly disabled: boolean;
  readonly onClick: () => void;
}

function Step({ k, icon, disabled, onClick }: StepProps) {
  const { t } = useText();
  return (
    <Tooltip label={t(k)}>
      <ActionIcon variant="default" size={30} aria-label={t(k)} disabled={disabled} onClick={onClick}>
        <Icon name={icon} />
      </ActionIcon>
    </Tooltip>
  );
}

function Unsaved({ drawing }: { readonly drawing: Drawing }) {
  const { t } = useText();
  return (
    <Group gap={6}>
      <span role="status" style={{ color: 'var(--state-warning)', fontSize: 12, fontWeight: 600 }}>
        {t('edit.unsaved', { count: drawing.changes.length })}
      </span>
      <Button size="xs" loading={drawing.saving} disabled={drawing.broken} onClick={() => void drawing.save()}>
        {t('edit.save')}
      </Button>
      <Button size="xs" variant="default" disabled={drawing.saving} onClick={() => drawing.act({ type: 'discard' })}>
        {t('edit.discard')}
      </Button>
    </Group>
  );
}
