import { Button, Checkbox, NativeSelect, NumberInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { ModelImport, Sureness } from '../../../domain/contracts/model-import.ts';
import { FAMILY_NAMES } from '../../../domain/detection/families.ts';
import type { Key } from '../../i18n/index.ts';
import { useText } from '../../i18n/index.ts';
import { queryKeys, useSite } from '../../state/index.ts';
import { ProblemNotice, StateWord } from '../../ui/index.ts';
import type { IconName, Tone } from '../../ui/index.ts';
import { formOf, withFamily } from './import-form.ts';
import type { ImportForm } from './import-form.ts';
import classes from './import.module.css';

export interface SectionProps {
  readonly brought: ModelImport;
  readonly form: ImportForm;
  readonly onForm: (form: ImportForm) => void;
}

const LOOK: Readonly<Record<Sureness, { readonly tone: Tone; readonly icon: IconName }>> = {
  file: { tone: 'normal', icon: 'check' },
  seen: { tone: 'normal', icon: 'check' },
  usual: { tone: 'info', icon: 'info' },
  unknown: { tone: 'warning', icon: 'warning' },
};

/** What the file was recognised as, and of each thing how that is known; what is wrong or unknown can be said here. */
export function RecognisedSection({ brought, form, onForm }: SectionProps) {
  const { t } = useText();
  const { recognised } = brought;
  const { family, channelOrder, scale, resize, producer, description } = recognised;
  const families = recognised.families.length > 0 ? recognised.families : FAMILY_NAMES;
  const maker = [producer, description].filter((text) => text !== '').join(' · ');
  return (
    <div className={classes['section']}>
      <h3>{t('import.recognised')}</h3>
      <p className={classes['maker']}>
        {maker} · opset {recognised.opset}
      </p>
      <dl className={classes['rows']}>
        <SizeRow brought={brought} form={form} onForm={onForm} />
        <Row label={t('import.family')} sure={family.sure}>
          <Choice
            label={t('import.family')}
            value={form.family}
            among={families.map((name) => [name, t(`import.family.${name}`)] as const)}
            onValue={(name) => onForm(withFamily(form, name))}
          />
        </Row>
        <Row label={t('import.colours')} sure={channelOrder.sure}>
          <Choice
            label={t('import.colours')}
            value={form.channelOrder}
            among={[
              ['rgb', t('import.colours.rgb')],
              ['bgr', t('import.colours.bgr')],
            ]}
            onValue={(value) => onForm({ ...form, channelOrder: value })}
          />
        </Row>
        <Row label={t('import.scale')} sure={scale.sure}>
          <Choice
            label={t('import.scale')}
            value={form.scale === null ? null : form.scale === 1 ? '1' : '1/255'}
            among={[
              ['1/255', t('import.scale.unit')],
              ['1', t('import.scale.byte')],
            ]}
            onValue={(value) => onForm({ ...form, scale: value === '1' ? 1 : '1/255' })}
          />
          <Checkbox
            size="xs"
            label={t('import.imagenet')}
            checked={form.imagenet}
            onChange={(event) => onForm({ ...form, imagenet: event.currentTarget.checked })}
          />
        </Row>
        <Row label={t('import.resize')} sure={resize.sure}>
          <Choice
            label={t('import.resize')}
            value={form.resize}
            among={[
              ['letterbox-centre', t('import.resize.centre')],
              ['letterbox-topleft', t('import.resize.topleft')],
              ['stretch', t('import.resize.stretch')],
            ]}
            onValue={(value) => onForm({ ...form, resize: value })}
          />
        </Row>
      </dl>
      <Shapes brought={brought} />
    </div>
  );
}

function Row(props: { readonly label: string; readonly sure: Sureness; readonly children: ReactNode }) {
  const { t } = useText();
  return (
    <>
      <dt>{props.label}</dt>
      <dd>
        <div className={classes['said']}>{props.children}</div>
        <StateWord {...LOOK[props.sure]}>{t(`import.sure.${props.sure}` satisfies Key)}</StateWord>
      </dd>
    </>
  );
}

interface ChoiceProps<T extends string> {
  readonly label: string;
  readonly value: T | null;
  readonly among: readonly (readonly [T, string])[];
  readonly onValue: (value: T) => void;
}

function Choice<T extends string>({ label, value, among, onValue }: ChoiceProps<T>) {
  const { t } = useText();
  const data = among.map(([name, text]) => ({ value: name as string, label: text }));
  return (
    <NativeSelect
      size="xs"
      aria-label={label}
      value={value ?? ''}
      data={value === null ? [{ value: '', label: t('import.say') }, ...data] : data}
      onChange={(event) => {
        const chosen = among.find(([name]) => name === event.currentTarget.value);
        if (chosen !== undefined) onValue(chosen[0]);
      }}
    />
  );
}

/** Exports of open size are tried at the size that the person names: only then their layout shows. */
function SizeRow({ brought, form, onForm }: SectionProps) {
  const { t } = useText();
  const { api } = useSite();
  const queries = useQueryClient();
  const { size, openSize } = brought.recognised;
  const [width, setWidth] = useState(size.value?.width ?? 640);
  const [height, setHeight] = useState(size.value?.height ?? 640);
  const check = useMutation({
    mutationFn: () => api.checkImport(brought.importId, { width, height }),
    onSuccess: async (checked) => {
      await queries.invalidateQueries({ queryKey: queryKeys.modelImports });
      const { title, licence } = form;
      onForm({ ...formOf(checked), title, licence });
    },
  });
  const number = (value: string | number) => (typeof value === 'number' ? value : 640);
  return (
    <Row label={t('import.size')} sure={size.sure}>
      {!openSize && size.value !== null && (
        <span className={classes['fixed']}>
          {size.value.width} × {size.value.height}
        </span>
      )}
      {openSize && (
        <div className={classes['size']}>
          <NumberInput
            size="xs"
            aria-label={t('import.width')}
            min={32}
            max={2048}
            step={32}
            value={width}
            onChange={(value) => setWidth(number(value))}
          />
          <span aria-hidden="true">×</span>
          <NumberInput
            size="xs"
            aria-label={t('import.height')}
            min={32}
            max={2048}
            step={32}
            value={height}
            onChange={(value) => setHeight(number(value))}
          />
          <Button size="xs" variant="default" loading={check.isPending} onClick={() => check.mutate()}>
            {t('import.size.try')}
          </Button>
        </div>
      )}
      {check.error !== null && <ProblemNotice error={check.error} />}
    </Row>
  );
}

/** For who knows the model's insides. */
function Shapes({ brought: { recognised, sha256 } }: Pick<SectionProps, 'brought'>) {
  const { t } = useText();
  const text = (list: typeof recognised.inputs) =>
    list.map(({ name, type, dims }) => `${name}  ${dims.join(' × ')}  ${type}`).join('\n');
  return (
    <details className={classes['shapes']}>
      <summary>{t('import.shapes')}</summary>
      <pre>{`${text(recognised.inputs)}\n→\n${text(recognised.outputs)}\n\nSHA-256 ${sha256}`}</pre>
    </details>
  );
}
