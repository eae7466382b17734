import { Button, Group } from '@mantine/core';
import type { CameraView } from '../../../domain/contracts/api.ts';
import { useText } from '../../i18n/index.ts';
import type { Text } from '../../i18n/index.ts';
import { useLive } from '../../state/index.ts';
import { CameraReason, CameraStateWord, DataTable, Icon } from '../../ui/index.ts';
import type { Column, IconName } from '../../ui/index.ts';
import { sourceText } from './recognise-source.ts';
import classes from './camera-list.module.css';

interface CameraListProps {
  readonly cameras: readonly CameraView[];
  readonly mayEdit: boolean;
  readonly onEdit: (camera: CameraView) => void;
  readonly onPause: (camera: CameraView) => void;
  readonly onRemove: (camera: CameraView) => void;
}

export function CameraList(props: CameraListProps) {
  const text = useText();
  return (
    <DataTable
      caption={text.t('cameras.list')}
      columns={columns(text, props)}
      rows={[...props.cameras].sort((a, b) => a.name.localeCompare(b.name))}
      rowKey={(camera) => camera.id}
      minWidth={860}
    />
  );
}

function columns({ t }: Text, props: CameraListProps): readonly Column<CameraView>[] {
  const always: readonly Column<CameraView>[] = [
    {
      key: 'name',
      title: t('cameras.name'),
      cell: (camera) => (
        <>
          <a href={`#/camera/${camera.id}`}>{camera.name}</a>
          <small>{camera.id}</small>
        </>
      ),
    },
    { key: 'state', title: t('process.state'), cell: (camera) => <CameraStateCell camera={camera} /> },
    {
      key: 'source',
      title: t('cameras.source'),
      cell: (camera) => (
        <>
          {t(`kind.${camera.source.kind}`)}
          <small className={classes['source']} title={sourceText(camera.source)}>
            {sourceText(camera.source)}
          </small>
        </>
      ),
    },
    {
      key: 'note',
      title: t('cameras.note'),
      cell: (camera) =>
        camera.note === '' ? (
          '–'
        ) : (
          <span className={classes['note']} title={camera.note}>
            {camera.note}
          </span>
        ),
    },
  ];
  if (!props.mayEdit) return always;
  return [
    ...always,
    { key: 'actions', title: t('cameras.actions'), cell: (camera) => <Actions camera={camera} {...props} /> },
  ];
}

function CameraStateCell({ camera }: { readonly camera: CameraView }) {
  const status = useLive((state) => state.cameras[camera.id]);
  const connected = useLive((state) => state.connection.state === 'open');
  return (
    <>
      <CameraStateWord enabled={camera.enabled} connected={connected} state={status?.state ?? null} />
      {connected && camera.enabled && status !== undefined && status.state !== 'live' && (
        <CameraReason status={status} />
      )}
    </>
  );
}

function Actions({ camera, onEdit, onPause, onRemove }: CameraListProps & { readonly camera: CameraView }) {
  const { t } = useText();
  const { name } = camera;
  return (
    <Group gap={6} className={classes['actions'] ?? ''}>
      <Action
        icon="pencil"
        word={t('cameras.edit')}
        label={t('cameras.edit.of', { name })}
        onClick={() => onEdit(camera)}
      />
      <Action
        icon={camera.enabled ? 'pause' : 'play'}
        word={t(camera.enabled ? 'cameras.pause' : 'cameras.start')}
        label={t(camera.enabled ? 'cameras.pause.of' : 'cameras.start.of', { name })}
        onClick={() => onPause(camera)}
      />
      <Action
        icon="trash"
        word={t('cameras.remove')}
        label={t('cameras.remove.of', { name })}
        onClick={() => onRemove(camera)}
      />
    </Group>
  );
}

interface ActionProps {
  readonly icon: IconName;
  readonly word: string;
  readonly label: string;
  readonly onClick: () => void;
}

function Action({ icon, word, label, onClick }: ActionProps) {
  return (
    <Button
      size="compact-xs"
      variant="default"
      leftSection={<Icon name={icon} size={13} />}
      aria-label={label}
      onClick={onClick}
    >
      {word}
    </Button>
  );
}
