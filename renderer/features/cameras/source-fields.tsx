import { Input, SegmentedControl, Select, TextInput, Textarea } from '@mantine/core';
import { useText } from '../../i18n/index.ts';
import { MOST_BACKUPS, credentialApart, sourceOf } from './camera-draft.ts';
import type { CameraForm, FormProblem } from './camera-draft.ts';
import { PickRecording } from './pick-recording.tsx';
import type { SourceKind } from './recognise-source.ts';

export interface FieldsProps {
  readonly form: CameraForm;
  readonly set: (change: Partial<CameraForm>) => void;
  readonly problems: readonly FormProblem[];
}

const KINDS: readonly SourceKind[] = ['rtsp', 'rtmp', 'http', 'hls', 'mjpeg', 'file', 'folder', 'device', 'test'];

/** Where the pictures come from, and how they are fetched. */
export function SourceFields({ form, set, problems }: FieldsProps) {
  const { t } = useText();
  const source = sourceOf(form)?.source;
  const kind = source?.kind;
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
      <PickRecording text={form.text} onPick={(text, picked) => set({ text, kind: picked })} />
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
      {source !== undefined && 'url' in source && <BackupField form={form} set={set} problems={problems} />}
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

/** Other ways to the same camera: seen and changed here, so that none is lost with a change of the first address. */
function BackupField({ form, set, problems }: FieldsProps) {
  const { t } = useText();
  return (
    <Textarea
      label={t('cameras.backups')}
      description={t('cameras.backups.hint')}
      autosize
      minRows={1}
      maxRows={MOST_BACKUPS}
      value={form.backups}
      error={problems.includes('too-many-backups') && t('cameras.problem.too-many-backups', { most: MOST_BACKUPS })}
      onChange={(event) => set({ backups: event.currentTarget.value })}
      onBlur={() => set(credentialApart(form))}
      spellCheck={false}
      autoComplete="off"
    />
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
