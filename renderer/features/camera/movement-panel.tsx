import { ActionIcon, Button } from '@mantine/core';
import { useState } from 'react';
import type { CameraView } from '../../../domain/contracts/api.ts';
import type { MovementDrawing, MovementVersion } from '../../../domain/contracts/camera-config.ts';
import { gateKey } from '../../../domain/traffic/movements/gates.ts';
import type { ShownWay } from '../../canvas/index.ts';
import { useText } from '../../i18n/index.ts';
import { useSite } from '../../state/index.ts';
import { Confirm, Icon, Panel, ProblemNotice } from '../../ui/index.ts';
import { namedGates, wayOf } from './gate-names.ts';
import { MovementForm } from './movement-form.tsx';
import { MovementHelpers } from './movement-helpers.tsx';
import { useSaving } from './use-saving.ts';
import classes from './movement-panel.module.css';

interface MovementPanelProps {
  readonly camera: CameraView;
  readonly editable: boolean;
  readonly shown: readonly ShownWay[];
  readonly onShow: (ways: readonly ShownWay[]) => void;
}

/** The movements of a camera: defined by hand, for all pairs, or from what was seen; each can be shown on the picture. */
export function MovementPanel({ camera, editable, shown, onShow }: MovementPanelProps) {
  const { t } = useText();
  const { api } = useSite();
  const [edited, setEdited] = useState<MovementVersion | 'new' | null>(null);
  const gates = namedGates(t, camera);
  const save = useSaving(camera.id, (drawing: MovementDrawing) =>
    edited === null || edited === 'new'
      ? api.addMovement(camera.id, drawing)
      : api.changeMovement(edited.movementId, drawing),
  );
  const enough = gates.length > 1;
  const add = (
    <Button
      size="compact-xs"
      variant="default"
      onClick={() => setEdited('new')}
      leftSection={<Icon name="plus" size={12} />}
    >
      {t('movements.add')}
    </Button>
  );
  return (
    <Panel title={t('movements.title')} aside={editable && enough && add}>
      {camera.movements.length === 0 && (
        <p className={classes['note']}>{t(enough ? 'movements.empty' : 'movements.gates')}</p>
      )}
      {save.error !== null && <ProblemNotice error={save.error} />}
      {edited !== null && (
        <MovementForm
          key={edited === 'new' ? 'new' : edited.versionId}
          gates={gates}
          movement={edited === 'new' ? null : edited}
          busy={save.isPending}
          onPreview={(drawing) => onShow(waysOf(camera, [drawing]))}
          onSave={(drawing) => save.mutate(drawing, { onSuccess: () => setEdited(null) })}
          onCancel={() => setEdited(null)}
        />
      )}
      <MovementList {...{ camera, editable, shown, onShow }} onChange={setEdited} />
      {editable && enough && <MovementHelpers camera={camera} gates={gates} onShow={onShow} />}
    </Panel>
  );
}

function waysOf(camera: CameraView, drawings: readonly MovementDrawing[]): readonly ShownWay[] {
  return drawings.flatMap((drawing) => wayOf(camera, drawing) ?? []);
}

interface MovementListProps extends MovementPanelProps {
  readonly onChange: (movement: MovementVersion) => void;
}

function MovementList({ camera, editable, shown, onShow, onChange }: MovementListProps) {
  const { t } = useText();
  const { api } = useSite();
  const [doomed, setDoomed] = useState<MovementVersion | null>(null);
  const remove = useSaving(camera.id, (movementId: string) => api.removeMovement(movementId));
  const labels = new Map(namedGates(t, camera).map(({ key, label }) => [key, label]));
  const labelOf = (gate: MovementDrawing['entry']) => labels.get(gateKey(gate)) ?? '?';
  const isShown = (name: string) => shown.some(({ label }) => label === name);
  return (
    <>
      {remove.error !== null && <ProblemNotice error={remove.error} />}
      <ul className={classes['list']}>
        {camera.movements.map((movement) => (
          <li key={movement.movementId} className={classes['item']}>
            <ActionIcon
              variant={isShown(movement.name) ? 'filled' : 'default'}
              size={28}
              aria-pressed={isShown(movement.name)}
              aria-label={t('movements.show', { name: movement.name })}
              onClick={() => onShow(isShown(movement.name) ? [] : waysOf(camera, [movement]))}
            >
              <Icon name="next" size={15} />
            </ActionIcon>
            <span className={classes['words']}>
              {movement.name}
              <small>
                {labelOf(movement.entry)} → {labelOf(movement.exit)}
              </small>
            </span>
            {editable && (
              <>
                <ActionIcon
                  {...{ variant: 'subtle', color: 'gray', size: 28 }}
                  aria-label={t('movements.change', { name: movement.name })}
                  onClick={() => onChange(movement)}
                >
                  <Icon name="pencil" size={15} />
                </ActionIcon>
                <ActionIcon
                  {...{ variant: 'subtle', color: 'gray', size: 28 }}
                  aria-label={t('movements.delete', { name: movement.name })}
                  onClick={() => setDoomed(movement)}
                >
                  <Icon name="trash" size={15} />
                </ActionIcon>
              </>
            )}
          </li>
        ))}
      </ul>
      <Confirm
        opened={doomed !== null}
        title={t('movements.delete.title', { name: doomed?.name ?? '' })}
        action={t('drawing.delete.action')}
        onCancel={() => setDoomed(null)}
        onConfirm={() => {
          if (doomed !== null) remove.mutate(doomed.movementId);
          setDoomed(null);
        }}
      >
        {t('movements.delete.text')}
      </Confirm>
    </>
  );
}
