import { Button, Group, Modal, NativeSelect, Radio, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { CrossingRow } from '../../../domain/contracts/api.ts';
import type { CorrectionInput } from '../../../domain/contracts/corrections.ts';
import { ROAD_USER_CLASSES } from '../../../domain/detection/classes.ts';
import { MOST_SECONDS_APART, MOST_VEHICLES } from '../../../domain/traffic/corrections/correction-rule.ts';
import { classLabel, useText } from '../../i18n/index.ts';
import { useSignedIn } from '../../state/index.ts';
import { ProblemNotice } from '../../ui/index.ts';
import { crossingKeyText, sameVehicleChoices } from './evidence-rows.ts';
import type { Corrections } from './use-corrections.ts';

const KINDS = ['reject', 'reclassify', 'merge', 'split'] as const;
type Kind = (typeof KINDS)[number];

interface CorrectionDialogProps {
  readonly row: CrossingRow;
  /** Among them is the crossing that a double one is merged with. */
  readonly rows: readonly CrossingRow[];
  readonly corrections: Corrections;
  readonly onClose: () => void;
}

/** Asks what is right about one crossing. */
export function CorrectionDialog({ row, rows, corrections, onClose }: CorrectionDialogProps) {
  const { t, f } = useText();
  const { siteTimeZone } = useSignedIn();
  const [kind, setKind] = useState<Kind>('reject');
  const [reason, setReason] = useState('');
  const [className, setClassName] = useState<string>(() => otherClass(row.countsAs[0]));
  const [classes, setClasses] = useState<readonly string[]>([row.class, row.class]);
  const choices = sameVehicleChoices(row, rows);
  const [same, setSame] = useState<string | null>(null);
  const into = choices.find((one) => crossingKeyText(one) === same) ?? choices[0];
  const correction = drafted(kind, { className, classes, into, reason });
  const save = async () => {
    if (correction !== null && (await corrections.correct(row, correction))) onClose();
  };
  const number = String(row.track);
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('correct.title', { number })}
      centered
      closeButtonProps={{ 'aria-label': t('common.close') }}
      attributes={{ header: { role: 'none' } }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <Stack gap="sm">
          <p style={{ margin: 0 }}>
            {t('correct.found', { class: classLabel(t, row.class), time: f.time(row.utcUs, siteTimeZone) })}
          </p>
          <Radio.Group label={t('correct.what')} value={kind} onChange={(value) => setKind(kindOf(value))}>
            <Stack gap={6} mt={6}>
              {KINDS.map((one, index) => (
                <Radio
                  key={one}
                  value={one}
                  label={t(`correct.${one}`)}
                  {...(index === 0 ? { 'data-autofocus': true } : {})}
                />
              ))}
            </Stack>
          </Radio.Group>
          {kind === 'reclassify' && (
            <ClassSelect label={t('correct.class')} value={className} onChange={setClassName} />
          )}
          {kind === 'split' && <SplitFields classes={classes} onChange={setClasses} />}
          {kind === 'merge' && <SameFields row={row} choices={choices} into={into} onChange={setSame} />}
          <TextInput
            label={t('correct.reason')}
            description={t('correct.reason.help')}
            value={reason}
            maxLength={400}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          {corrections.error !== null && <ProblemNotice error={corrections.error} />}
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" loading={corrections.busy} disabled={correction === null}>
              {t('correct.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

function kindOf(value: string): Kind {
  return KINDS.find((kind) => kind === value) ?? 'reject';
}

function otherClass(now: string | undefined): string {
  return ROAD_USER_CLASSES.find((name) => name !== now) ?? ROAD_USER_CLASSES[0];
}

interface Fields {
  readonly className: string;
  readonly classes: readonly string[];
  readonly into: CrossingRow | undefined;
  readonly reason: string;
}

/** What is sent; null while something is missing. */
function drafted(kind: Kind, { className, classes, into, reason }: Fields): CorrectionInput | null {
  switch (kind) {
    case 'reject':
      return { kind, reason };
    case 'reclassify':
      return { kind, class: className, reason };
    case 'split':
      return { kind, classes: [...classes], reason };
    case 'merge': {
      if (into === undefined) return null;
      const { sessionId, track, lineVersionId, ordinal } = into;
      return { kind, into: { sessionId, track, lineVersionId, ordinal }, reason };
    }
  }
}

interface ClassSelectProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (name: string) => void;
}

function ClassSelect({ label, value, onChange }: ClassSelectProps) {
  const { t } = useText();
  return (
    <NativeSelect
      label={label}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      data={ROAD_USER_CLASSES.map((name) => ({ value: name, label: classLabel(t, name) }))}
    />
  );
}

interface SplitFieldsProps {
  readonly classes: readonly string[];
  readonly onChange: (classes: readonly string[]) => void;
}

function SplitFields({ classes, onChange }: SplitFieldsProps) {
  const { t } = useText();
  return (
    <Stack gap={6}>
      {classes.map((name, index) => (
        <ClassSelect
          // Vehicles have no name but their place in the list.
          key={index}
          label={t('correct.vehicle', { number: index + 1 })}
          value={name}
          onChange={(next) => onChange(classes.with(index, next))}
        />
      ))}
      <Group gap="xs">
        <Button
          size="compact-xs"
          variant="default"
          disabled={classes.length >= MOST_VEHICLES}
          onClick={() => onChange([...classes, classes.at(-1) ?? ROAD_USER_CLASSES[0]])}
        >
          {t('correct.more')}
        </Button>
        <Button
          size="compact-xs"
          variant="default"
          disabled={classes.length <= 2}
          onClick={() => onChange(classes.slice(0, -1))}
        >
          {t('correct.fewer')}
        </Button>
      </Group>
    </Stack>
  );
}

interface SameFieldsProps {
  readonly row: CrossingRow;
  readonly choices: readonly CrossingRow[];
  readonly into: CrossingRow | undefined;
  readonly onChange: (key: string) => void;
}

function SameFields({ row, choices, into, onChange }: SameFieldsProps) {
  const { t, f } = useText();
  if (into === undefined) return <p style={{ margin: 0 }}>{t('correct.same.none', { seconds: MOST_SECONDS_APART })}</p>;
  const label = (other: CrossingRow): string =>
    t('correct.same.choice', {
      number: String(other.track),
      class: classLabel(t, other.class),
      seconds: f.number(Math.abs(other.utcUs - row.utcUs) / 1e6, 1),
    });
  return (
    <NativeSelect
      label={t('correct.same')}
      value={crossingKeyText(into)}
      onChange={(event) => onChange(event.currentTarget.value)}
      data={choices.map((other) => ({ value: crossingKeyText(other), label: label(other) }))}
    />
  );
}
