import {
  Button,
  Drawer,
  Group,
  Input,
  PasswordInput,
  SegmentedControl,
  Select,
  SimpleGrid,
  Stack,
  TextInput,
} from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { FormEvent } from 'react';
import type { CameraView } from '../../../domain/contracts/api.ts';
import { useText } from '../../i18n/index.ts';
import { queryKeys, useSignedIn, useSite } from '../../state/index.ts';
import { ProblemNotice } from '../../ui/index.ts';
import { EMPTY_FORM, credentialApart, cameraChange, formOf, newCamera, problemsOf, sourceOf } from './camera-draft.ts';
import type { CameraForm, FormProblem } from './camera-draft.ts';
import { idFromName } from './recognise-source.ts';
import type { SourceKind } from './recognise-source.ts';

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
          <SourceFields form={form} set={set} problems={tried ? problems : []} />
          <NameFields form={form} set={set} id={id} fixedId={camera !== null} problems={tried ? problems : []} />
          <CredentialFields form={form} set={set} stored={camera?.hasCredential ?? false} />
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

interface FieldsProps {
  readonly form: CameraForm;
  readonly set: (change: Partial<CameraForm>) => void;
  readonly problems: readonly FormProblem[];
}

const KINDS: readonly SourceKind[] = ['rtsp', 'rtmp', 'http', 'hls', 'mjpeg', 'file', 'folder', 'device', 'test'];

function SourceFields({ form, set, problems }: FieldsProps) {
  const { t } = useText();
  const read = sourceOf(form);
  const kind = read?.source.kind;
  return (
    <>
      <TextInput
        data-autofocus
        required
        label={t('cameras.source')}
        description={t('cameras.source.hint')}
        placeholder="rtsp://192.168.1.20/stream1"
        value={form.text}
        error={problems.includes('no-source') && t('cameras.problem.no-source')}
        onChange={(event) => set({ text: event.currentTarget.value, kind: null })}
        onBlur={() => set(credentialApart(form))}
        spellCheck={false}
        autoComplete="off"
      />
      <Select
        label={t('cameras.kind')}
        description={form.kind === null && kind !== undefined ? t('cameras.kind.recognised') : undefined}
        data={KINDS.map((one) => ({ value: one, label: t(`kind.${one}`) }))}
        value={kind ?? null}
        allowDeselect={false}
        onChange={(value) => set({ kind: KINDS.find((one) => one === value) ?? null })}
      />
      {kind === 'rtsp' && (
        <Choice
          label={t('cameras.transport')}
          value={form.transport}
          options={[
            ['tcp', 'TCP'],
            ['udp', 'UDP'],
          ]}
          onChange={(transport) => set({ transport })}
        />
      )}
      {(kind === 'file' || kind === 'folder') && (
        <Choice
          label={t('cameras.pace')}
          value={form.pace}
          options={[
            ['loop', t('pace.loop')],
            ['realtime', t('pace.realtime')],
            ['max', t('pace.max')],
          ]}
          onChange={(pace) => set({ pace })}
        />
      )}
    </>
  );
}

interface ChoiceProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly options: readonly (readonly [T, string])[];
  readonly onChange: (value: T) => void;
}

function Choice<T extends string>({ label, value, options, onChange }: ChoiceProps<T>) {
  return (
    <Input.Wrapper label={label} labelElement="div">
      <SegmentedControl
        fullWidth
        aria-label={label}
        size="xs"
        value={value}
        data={options.map(([one, text]) => ({ value: one, label: text }))}
        onChange={(chosen) => onChange(options.find(([one]) => one === chosen)?.[0] ?? value)}
      />
    </Input.Wrapper>
  );
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

function CredentialFields({ form, set, stored }: Omit<FieldsProps, 'problems'> & { readonly stored: boolean }) {
  const { t } = useText();
  const kind = sourceOf(form)?.source.kind;
  if (kind === undefined || ['file', 'folder', 'device', 'test'].includes(kind)) return null;
  return (
    <>
      <SimpleGrid cols={2} spacing="sm">
        <TextInput
          label={t('cameras.user')}
          autoComplete="off"
          value={form.user}
          onChange={(event) => set({ user: event.currentTarget.value })}
        />
        <PasswordInput
          label={t('cameras.password')}
          autoComplete="new-password"
          value={form.password}
          onChange={(event) => set({ password: event.currentTarget.value })}
          visibilityToggleButtonProps={{ 'aria-label': t('common.showPassword'), tabIndex: 0 }}
        />
      </SimpleGrid>
      {stored && <p style={{ margin: 0, fontSize: 12, color: 'var(--text-dim)' }}>{t('cameras.credential.stored')}</p>}
    </>
  );
}
