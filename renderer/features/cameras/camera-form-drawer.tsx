import { Button, Drawer, Group, Stack, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { FormEvent } from 'react';
import type { CameraView } from '../../../domain/contracts/api.ts';
import { useText } from '../../i18n/index.ts';
import { queryKeys, useSignedIn, useSite } from '../../state/index.ts';
import { ProblemNotice } from '../../ui/index.ts';
import { EMPTY_FORM, cameraChange, formOf, newCamera, problemsOf } from './camera-draft.ts';
import type { CameraForm } from './camera-draft.ts';
import { CredentialFields } from './credential-fields.tsx';
import { idFromName } from './recognise-source.ts';
import { SourceFields } from './source-fields.tsx';
import type { FieldsProps } from './source-fields.tsx';

interface CameraFormDrawerProps {
  /** null: a new one. */
  readonly camera: CameraView | null;
  readonly onClose: () => void;
}

/** Adds a camera or changes one: paste the address, give it a name, done. */
export function CameraFormDrawer({ camera, onClose }: CameraFormDrawerProps) {
  const { t } = useText();
  const [form, setForm] = useState<CameraForm>(camera === null ? EMPTY_FORM : formOf(camera));
  const [tried, setTried] = useState(false);
  const id = camera?.id ?? form.id ?? idFromName(form.name);
  const problems = problemsOf(form, id);
  const shown = tried ? problems : [];
  const save = useSave(camera, onClose);
  const set = (change: Partial<CameraForm>) => setForm({ ...form, ...change });

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (problems.length === 0) save.mutate({ form, id });
  };
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size="md"
      title={camera === null ? t('cameras.add') : t('cameras.edit.of', { name: camera.name })}
      closeButtonProps={{ 'aria-label': t('common.close') }}
      attributes={{ header: { role: 'none' } }}
    >
      <form onSubmit={submit} noValidate>
        <Stack gap="sm">
          <SourceFields form={form} set={set} problems={shown} />
          <NameFields form={form} set={set} id={id} fixedId={camera !== null} problems={shown} />
          <CredentialFields form={form} set={set} stored={camera?.hasCredential ?? false} problems={shown} />
          <TextInput
            label={t('cameras.note')}
            description={t('cameras.note.hint')}
            maxLength={400}
            value={form.note}
            onChange={(event) => set({ note: event.currentTarget.value })}
          />
          {save.error !== null && <ProblemNotice error={save.error} />}
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" loading={save.isPending}>
              {t(camera === null ? 'cameras.add' : 'common.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Drawer>
  );
}

function useSave(camera: CameraView | null, onDone: () => void) {
  const { api } = useSite();
  const { siteTimeZone } = useSignedIn();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async ({ form, id }: { readonly form: CameraForm; readonly id: string }) => {
      const draft = camera === null ? newCamera(form, id, siteTimeZone) : null;
      const change = camera === null ? null : cameraChange(form, camera);
      if (draft !== null) await api.addCamera(draft);
      if (change !== null) await api.changeCamera(id, change);
      await queries.invalidateQueries({ queryKey: queryKeys.cameras });
    },
    onSuccess: onDone,
  });
}

type NameFieldsProps = FieldsProps & { readonly id: string; readonly fixedId: boolean };

function NameFields({ form, set, problems, id, fixedId }: NameFieldsProps) {
  const { t } = useText();
  return (
    <>
      <TextInput
        required
        label={t('cameras.name')}
        maxLength={80}
        value={form.name}
        error={problems.includes('no-name') && t('cameras.problem.no-name')}
        onChange={(event) => set({ name: event.currentTarget.value })}
      />
      <TextInput
        label={t('cameras.id')}
        description={t('cameras.id.hint')}
        maxLength={48}
        disabled={fixedId}
        value={id}
        error={problems.includes('bad-id') && t('cameras.problem.bad-id')}
        onChange={(event) => set({ id: event.currentTarget.value })}
      />
    </>
  );
}
