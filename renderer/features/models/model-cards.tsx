import { Badge, Button, Group } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ModelStatus } from '../../../domain/contracts/messages.ts';
import { ROAD_USER_CLASSES } from '../../../domain/detection/classes.ts';
import { classLabel, useText } from '../../i18n/index.ts';
import type { Text } from '../../i18n/index.ts';
import { mayDo, queryKeys, useSignedIn, useSite } from '../../state/index.ts';
import { Confirm, Icon, Notice, Panel, ProblemNotice, StateWord } from '../../ui/index.ts';
import type { IconName, Tone } from '../../ui/index.ts';
import { deviceNote } from './device-note.ts';
import classes from './models-view.module.css';

interface ModelCardsProps {
  readonly models: readonly ModelStatus[];
  readonly defaultModelId: string | null;
  /** Those that were brought in here. */
  readonly imported: readonly string[];
}

/** The detectors of the site, what they run on and how fast they are; the default can be changed without a gap. */
export function ModelCards({ models, defaultModelId, imported }: ModelCardsProps) {
  const { t } = useText();
  const { role } = useSignedIn();
  const { change, removal, removing, setRemoving } = useModelActions();
  const error = change.error ?? removal.error;
  return (
    <Panel title={t('system.models')}>
      {error !== null && <ProblemNotice error={error} />}
      {defaultModelId === null && (
        <Notice icon="chip" title={t('model.none')} compact>
          {t('model.none.hint')}
        </Notice>
      )}
      <div className={classes['models']}>
        {models.map((model) => (
          <ModelCard
            key={model.modelId}
            model={model}
            isDefault={model.modelId === defaultModelId}
            mayChange={mayDo(role, 'models')}
            busy={change.isPending || removal.isPending}
            onUse={() => change.mutate(model.modelId)}
            onRemove={imported.includes(model.modelId) ? () => setRemoving(model) : null}
          />
        ))}
      </div>
      <Confirm
        opened={removing !== null}
        title={t('model.remove.title', { name: removing?.title ?? '' })}
        action={t('model.remove.action')}
        onConfirm={() => {
          if (removing !== null) removal.mutate(removing.modelId);
          setRemoving(null);
        }}
        onCancel={() => setRemoving(null)}
      >
        {t('model.remove.text')}
      </Confirm>
    </Panel>
  );
}

function useModelActions() {
  const { api } = useSite();
  const queries = useQueryClient();
  const [removing, setRemoving] = useState<ModelStatus | null>(null);
  const onSettled = () => {
    void queries.invalidateQueries({ queryKey: queryKeys.models });
    void queries.invalidateQueries({ queryKey: queryKeys.modelImports });
  };
  const change = useMutation({ mutationFn: (modelId: string) => api.setDefaultModel(modelId), onSettled });
  const removal = useMutation({ mutationFn: (modelId: string) => api.removeModel(modelId), onSettled });
  return { change, removal, removing, setRemoving };
}

const LOOK: Readonly<Record<ModelStatus['state'], { readonly tone: Tone; readonly icon: IconName }>> = {
  loading: { tone: 'info', icon: 'connecting' },
  ready: { tone: 'normal', icon: 'check' },
  failed: { tone: 'jam', icon: 'cross' },
  available: { tone: 'off', icon: 'disk' },
};

interface ModelCardProps {
  readonly model: ModelStatus;
  readonly isDefault: boolean;
  readonly mayChange: boolean;
  readonly busy: boolean;
  readonly onUse: () => void;
  /** null: it cannot be deleted here. */
  readonly onRemove: (() => void) | null;
}

function ModelCard({ model, isDefault, mayChange, busy, onUse, onRemove }: ModelCardProps) {
  const { t } = useText();
  return (
    <article className={classes['model']} data-default={isDefault}>
      <div className={classes['modelHead']}>
        <h3>{model.title}</h3>
        <StateWord {...LOOK[model.state]}>{t(`model.${model.state}`)}</StateWord>
      </div>
      <div className={classes['marks']}>
        {isDefault && (
          <Badge size="sm" variant="filled">
            {t('model.default')}
          </Badge>
        )}
        {model.wanted && (
          <Badge size="sm" variant="outline">
            {t('model.wanted')}
          </Badge>
        )}
        {onRemove !== null && (
          <Badge size="sm" variant="outline" color="gray">
            {t('model.own')}
          </Badge>
        )}
        {model.standIn && (
          <Badge size="sm" variant="outline" color="yellow">
            {t('model.standIn')}
          </Badge>
        )}
      </div>
      {model.reason !== '' && <p className={classes['warn']}>{model.reason}</p>}
      {model.note !== '' && <p className={classes['note']}>{model.note}</p>}
      {model.fallback !== null && <DeviceNote fallback={model.fallback} provider={model.provider} />}
      <ModelFacts model={model} />
      {!isDefault && mayChange && (
        <Group gap="xs">
          <Button size="xs" variant="default" disabled={busy || model.wanted} onClick={onUse}>
            {t('model.use')}
          </Button>
          {onRemove !== null && (
            <Button
              size="xs"
              variant="subtle"
              color="gray.4"
              leftSection={<Icon name="trash" size={13} />}
              disabled={busy || model.wanted}
              onClick={onRemove}
            >
              {t('model.remove')}
            </Button>
          )}
        </Group>
      )}
    </article>
  );
}

/** Calm words for what is normal on most machines; the provider's own words only for who asks. */
function DeviceNote({ fallback, provider }: { readonly fallback: string; readonly provider: string }) {
  const { t } = useText();
  const note = deviceNote(fallback, provider);
  return (
    <div className={classes['device']} data-warn={note.warn}>
      <p>
        {note.warn && <Icon name="warning" size={13} />} {t(`model.device.${note.kind}`)}
      </p>
      <details>
        <summary>{t('model.device.detail')}</summary>
        <p>{fallback}</p>
      </details>
    </div>
  );
}

function ModelFacts({ model }: { readonly model: ModelStatus }) {
  const { t, f } = useText();
  const missing = ROAD_USER_CLASSES.filter((name) => !model.classes.includes(name));
  const names = (list: readonly string[]) => list.map((name) => classLabel(t, name)).join(', ');
  const { classes: told, family, provider } = model;
  const facts: (readonly [string, string])[] = [];
  if (provider !== '') {
    facts.push(
      [t('model.provider'), `${provider} · ${deviceWord(t, model.device)}`],
      [t('model.latency'), `${f.number(model.inferMsP50, 1)} / ${f.number(model.inferMsP95, 1)} ms`],
      [t('model.batch'), t('model.batch.value', { batch: f.number(model.batchMean, 1), queue: model.queue })],
    );
  }
  if (family !== '') facts.push([t('model.input'), `${model.inputWidth} × ${model.inputHeight} · ${family}`]);
  if (told.length > 0) facts.push([t('model.classes'), names(told)]);
  if (told.length > 0 && missing.length > 0) facts.push([t('model.missing'), names(missing)]);
  return (
    <dl className={classes['facts']}>
      {facts.map(([label, value]) => (
        <FactPair key={label} label={label} value={value} />
      ))}
    </dl>
  );
}

function deviceWord(t: Text['t'], device: string): string {
  return device === 'processor' || device === 'accelerator' ? t(`model.device.${device}`) : device;
}

function FactPair({ label, value }: { readonly label: string; readonly value: string }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </>
  );
}
