import { Button, Checkbox } from '@mantine/core';
import { useState } from 'react';
import type { CameraView } from '../../../domain/contracts/api.ts';
import type { MovementDrawing } from '../../../domain/contracts/camera-config.ts';
import type { Proposals } from '../../../domain/contracts/traffic-api.ts';
import { gateKey } from '../../../domain/traffic/movements/gates.ts';
import type { ShownWay } from '../../canvas/index.ts';
import { useText } from '../../i18n/index.ts';
import { useSite } from '../../state/index.ts';
import { ProblemNotice } from '../../ui/index.ts';
import type { NamedGate } from './gate-names.ts';
import { useSaving } from './use-saving.ts';
import classes from './movement-panel.module.css';

interface MovementHelpersProps {
  readonly camera: CameraView;
  readonly gates: readonly NamedGate[];
  readonly onShow: (ways: readonly ShownWay[]) => void;
}

/** Movements without picking each: for all pairs, and from what was driven. */
export function MovementHelpers({ camera, gates, onShow }: MovementHelpersProps) {
  const { t } = useText();
  const { api } = useSite();
  const [turns, setTurns] = useState(false);
  const [anyDirection, setAnyDirection] = useState(false);
  const [proposed, setProposed] = useState<Proposals | null>(null);
  const generate = useSaving(camera.id, () => api.generateMovements(camera.id, { turns, anyDirection }));
  const propose = useSaving(camera.id, () => api.proposeMovements(camera.id));
  const error = generate.error ?? propose.error;
  return (
    <>
      {error !== null && <ProblemNotice error={error} />}
      <div className={classes['make']}>
        <Button size="xs" variant="default" loading={generate.isPending} onClick={() => generate.mutate(undefined)}>
          {t('movements.generate')}
        </Button>
        <Checkbox
          size="xs"
          label={t('movements.generate.turns')}
          checked={turns}
          onChange={(event) => setTurns(event.currentTarget.checked)}
        />
        <Checkbox
          size="xs"
          label={t('movements.generate.any')}
          checked={anyDirection}
          onChange={(event) => setAnyDirection(event.currentTarget.checked)}
        />
        <Button
          size="xs"
          variant="default"
          loading={propose.isPending}
          onClick={() => propose.mutate(undefined, { onSuccess: setProposed })}
        >
          {t('movements.propose')}
        </Button>
      </div>
      {proposed !== null && (
        <Proposed
          {...{ camera, gates, proposed, onShow }}
          onClose={() => {
            setProposed(null);
            onShow([]);
          }}
        />
      )}
    </>
  );
}

interface ProposedProps extends MovementHelpersProps {
  readonly proposed: Proposals;
  readonly onClose: () => void;
}

function Proposed({ camera, gates, proposed, onShow, onClose }: ProposedProps) {
  const { t } = useText();
  const { api } = useSite();
  const take = useSaving(camera.id, (drawing: MovementDrawing) => api.addMovement(camera.id, drawing));
  const known = new Set(camera.movements.map(({ entry, exit }) => `${gateKey(entry)} > ${gateKey(exit)}`));
  return (
    <section aria-label={t('movements.propose')}>
      <p className={classes['note']} role="status">
        {t('movements.proposed', { count: proposed.paths })}{' '}
        {proposed.proposals.length === 0 && t('movements.proposed.none')}
      </p>
      {take.error !== null && <ProblemNotice error={take.error} />}
      <ol className={classes['list']}>
        {proposed.proposals.map((proposal, at) => {
          const drawing = drawingOf(
            proposal,
            gates,
            camera.movements.map(({ name }) => name),
          );
          const taken = drawing !== null && known.has(`${gateKey(drawing.entry)} > ${gateKey(drawing.exit)}`);
          const way = { label: drawing?.name ?? String(at + 1), points: proposal.path };
          return (
            <li key={proposal.path.map(({ x }) => x).join()} className={classes['item']}>
              <Button
                size="compact-xs"
                variant="default"
                aria-label={t('movements.proposed.show', { number: String(at + 1) })}
                onClick={() => onShow([way])}
              >
                {at + 1}
              </Button>
              <span className={classes['words']}>
                {t('movements.proposed.way', { count: proposal.support })}
                <small>
                  {drawing === null
                    ? t('movements.proposed.noGate')
                    : taken
                      ? t('movements.proposed.known')
                      : drawing.name}
                </small>
              </span>
              {drawing !== null && !taken && (
                <Button size="compact-xs" disabled={take.isPending} onClick={() => take.mutate(drawing)}>
                  {t('movements.proposed.take', { name: drawing.name })}
                </Button>
              )}
            </li>
          );
        })}
      </ol>
      <Button size="compact-xs" variant="default" onClick={onClose}>
        {t('movements.proposed.close')}
      </Button>
    </section>
  );
}

/** What would be defined; null where most of those who drove this way passed no gate. */
function drawingOf(
  { entry, exit }: Proposals['proposals'][number],
  gates: readonly NamedGate[],
  names: readonly string[],
): MovementDrawing | null {
  if (entry === null || exit === null || gateKey(entry) === gateKey(exit)) return null;
  const label = (gate: MovementDrawing['entry']) => gates.find(({ key }) => key === gateKey(gate))?.label ?? '';
  const plain = `${label(entry)} → ${label(exit)}`.slice(0, 76);
  let name = plain;
  for (let number = 2; names.includes(name); number += 1) name = `${plain} ${number}`;
  return { name, entry, exit };
}
