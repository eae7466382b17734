import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { CameraView } from '../../../domain/contracts/api.ts';
import { useText } from '../../i18n/index.ts';
import { mayDo, queryKeys, useCameras, useSignedIn, useSite } from '../../state/index.ts';
import { Confirm, Icon, Notice, Page, Panel, ProblemNotice } from '../../ui/index.ts';
import { CameraFormDrawer } from './camera-form-drawer.tsx';
import { CameraList } from './camera-list.tsx';

type Editing = { readonly camera: CameraView | null } | null;

/** All cameras of the site: what they are, how they are, and what can be done about it. */
export function CamerasView() {
  const { t } = useText();
  const { role } = useSignedIn();
  const cameras = useCameras();
  const [editing, setEditing] = useState<Editing>(null);
  const { pause, remove, removing, setRemoving, error } = useCameraActions();
  const mayEdit = mayDo(role, 'cameras');
  const add = (
    <Button size="xs" leftSection={<Icon name="plus" size={14} />} onClick={() => setEditing({ camera: null })}>
      {t('cameras.add')}
    </Button>
  );
  return (
    <Page
      title={t('nav.cameras')}
      lead={cameras.data !== undefined && t('live.lead', { count: cameras.data.length })}
      actions={mayEdit && add}
    >
      {cameras.error !== null && <ProblemNotice error={cameras.error} onRetry={() => void cameras.refetch()} />}
      {error !== null && <ProblemNotice error={error} />}
      {cameras.isPending && <Notice icon="camera" title={t('common.loading')} />}
      {cameras.data?.length === 0 && (
        <Notice icon="camera" title={t('live.empty')} action={mayEdit && add}>
          {t('live.empty.hint')}
        </Notice>
      )}
      {cameras.data !== undefined && cameras.data.length > 0 && (
        <Panel title={t('cameras.list')} flush>
          <CameraList
            cameras={cameras.data}
            mayEdit={mayEdit}
            onEdit={(camera) => setEditing({ camera })}
            onPause={pause}
            onRemove={setRemoving}
          />
        </Panel>
      )}
      {editing !== null && <CameraFormDrawer camera={editing.camera} onClose={() => setEditing(null)} />}
      <Confirm
        opened={removing !== null}
        title={t('cameras.remove.title', { name: removing?.name ?? '' })}
        action={t('cameras.remove.action')}
        onConfirm={remove}
        onCancel={() => setRemoving(null)}
      >
        {t('cameras.remove.text')}
      </Confirm>
    </Page>
  );
}

function useCameraActions() {
  const { api } = useSite();
  const queries = useQueryClient();
  const [removing, setRemoving] = useState<CameraView | null>(null);
  const onSettled = () => queries.invalidateQueries({ queryKey: queryKeys.cameras });
  const pausing = useMutation({
    mutationFn: (camera: CameraView) => api.changeCamera(camera.id, { enabled: !camera.enabled }),
    onSettled,
  });
  const removal = useMutation({ mutationFn: (camera: CameraView) => api.removeCamera(camera.id), onSettled });
  const remove = () => {
    if (removing !== null) removal.mutate(removing);
    setRemoving(null);
  };
  return { pause: pausing.mutate, remove, removing, setRemoving, error: pausing.error ?? removal.error };
}
