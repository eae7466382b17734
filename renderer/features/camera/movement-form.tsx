import { Button, Group, NativeSelect, TextInput } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { MovementDrawing } from '../../../domain/contracts/camera-config.ts';
import { gateKey } from '../../../domain/traffic/movements/gates.ts';
import { useText } from '../../i18n/index.ts';
import type { NamedGate } from './gate-names.ts';
import classes from './movement-panel.module.css';

interface MovementFormProps {
  readonly gates: readonly NamedGate[];
  readonly movement: MovementDrawing | null;
  readonly busy: boolean;
  readonly onPreview: (drawing: MovementDrawing) => void;
  readonly onSave: (drawing: MovementDrawing) => void;
  readonly onCancel: () => void;
}

/** Picks where a movement comes in and goes out; what is picked is shown on the picture at once. */
export function MovementForm({ gates, movement, busy, onPreview, onSave, onCancel }: MovementFormProps) {
  const { t } = useText();
  const [name, setName] = useState(movement?.name ?? '');
  const [entryKey, setEntry] = useState(movement === null ? (gates[0]?.key ?? '') : gateKey(movement.entry));
  const [exitKey, setExit] = useState(movement === null ? (gates.at(-1)?.key ?? '') : gateKey(movement.exit));
  const entry = gates.find(({ key }) => key === entryKey);
  const exit = gates.find(({ key }) => key === exitKey);
  const drawing =
    entry === undefined || exit === undefined
      ? null
      : { name: name.trim() || nameFor(entry, exit), entry: entry.gate, exit: exit.gate };
  const preview = drawing === null ? '' : JSON.stringify(drawing);
  const latest = useRef({ drawing, onPreview });
  useEffect(() => {
    latest.current = { drawing, onPreview };
  });
  // The preview follows what was picked, whoever shows it.
  useEffect(() => {
    if (preview !== '' && latest.current.drawing !== null) latest.current.onPreview(latest.current.drawing);
  }, [preview]);
  const choices = gates.map(({ key, label }) => ({ value: key, label }));
  return (
    <form
      className={classes['form']}
      onSubmit={(event) => {
        event.preventDefault();
        if (drawing !== null) onSave(drawing);
      }}
    >
      <NativeSelect
        size="xs"
        label={t('movements.entry')}
        data={choices}
        value={entryKey}
        onChange={(event) => setEntry(event.currentTarget.value)}
      />
      <NativeSelect
        size="xs"
        label={t('movements.exit')}
        data={choices}
        value={exitKey}
        onChange={(event) => setExit(event.currentTarget.value)}
      />
      <TextInput
        size="xs"
        label={t('movements.name')}
        maxLength={80}
        value={name}
        placeholder={entry === undefined || exit === undefined ? '' : nameFor(entry, exit)}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Group gap={6}>
        <Button type="submit" size="xs" loading={busy} disabled={drawing === null}>
          {t('common.save')}
        </Button>
        <Button size="xs" variant="default" onClick={onCancel}>
          {t('common.cancel')}
        </Button>
      </Group>
    </form>
  );
}

function nameFor(entry: NamedGate, exit: NamedGate): string {
  return `${entry.label} → ${exit.label}`.slice(0, 80);
}
