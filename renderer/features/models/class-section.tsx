import { Button, NativeSelect, Textarea } from '@mantine/core';
import { useState } from 'react';
import { COCO_CLASS_NAMES } from '../../../domain/detection/class-map.ts';
import { ROAD_USER_CLASSES } from '../../../domain/detection/classes.ts';
import { classLabel, isRoadUserClass, useText } from '../../i18n/index.ts';
import { StateWord } from '../../ui/index.ts';
import { supportedBy, withClasses } from './import-form.ts';
import type { ImportForm } from './import-form.ts';
import type { SectionProps } from './recognised-section.tsx';
import classes from './import.module.css';

/** What each class of the model is to us, and which of ours it cannot tell. */
export function ClassSection({ brought, form, onForm }: SectionProps) {
  const { t } = useText();
  const { sure } = brought.recognised.classes;
  const supported = supportedBy(form);
  const lacking = ROAD_USER_CLASSES.filter((name) => !supported.includes(name));
  const label = (names: readonly string[]) => names.map((name) => classLabel(t, name)).join(', ');
  return (
    <div className={classes['section']}>
      <h3>{t('import.classes')}</h3>
      {form.classes !== null && (
        <p className={classes['maker']}>
          <StateWord tone={sure === 'file' ? 'normal' : 'info'} icon={sure === 'file' ? 'check' : 'info'}>
            {t(sure === 'file' ? 'import.classes.file' : 'import.classes.usual', { count: form.classes.length })}
          </StateWord>
        </p>
      )}
      {form.classes === null ? (
        <AskNames count={brought.recognised.classCount} form={form} onForm={onForm} />
      ) : (
        <MapRows form={form} names={form.classes} onForm={onForm} />
      )}
      {form.classes !== null && sure !== 'file' && (
        <Button size="compact-xs" variant="subtle" onClick={() => onForm(withClasses(form, []))}>
          {t('import.classes.other')}
        </Button>
      )}
      {supported.length > 0 && lacking.length > 0 && (
        <p className={classes['lacking']}>
          <strong>{t('import.lacking')}</strong> {label(lacking)}
        </p>
      )}
    </div>
  );
}

interface MapRowsProps {
  readonly form: ImportForm;
  readonly names: readonly string[];
  readonly onForm: (form: ImportForm) => void;
}

function MapRows({ form, names, onForm }: MapRowsProps) {
  const { t } = useText();
  // As they were when the file came: a row must not jump away under the hand that changes it.
  const [first] = useState(() => new Set(names.filter((name) => (form.classMap[name] ?? null) !== null)));
  const likely = names.filter((name) => first.has(name));
  const others = names.filter((name) => !first.has(name));
  const row = (name: string) => <MapRow key={name} name={name} form={form} onForm={onForm} />;
  return (
    <>
      <ul className={classes['map']}>{likely.map(row)}</ul>
      {others.length > 0 && (
        <details className={classes['shapes']} open={likely.length === 0}>
          <summary>{t('import.classes.rest', { count: others.length })}</summary>
          <ul className={classes['map']}>{others.map(row)}</ul>
        </details>
      )}
    </>
  );
}

function MapRow({ name, form, onForm }: Omit<MapRowsProps, 'names'> & { readonly name: string }) {
  const { t } = useText();
  const data = [
    { value: '', label: t('import.leaveOut') },
    ...ROAD_USER_CLASSES.map((ours) => ({ value: ours as string, label: classLabel(t, ours) })),
  ];
  return (
    <li>
      <span lang="en">{name}</span>
      <span aria-hidden="true">→</span>
      <NativeSelect
        size="xs"
        aria-label={t('import.map.named', { name })}
        value={form.classMap[name] ?? ''}
        data={data}
        onChange={({ currentTarget: { value } }) =>
          onForm({ ...form, classMap: { ...form.classMap, [name]: isRoadUserClass(value) ? value : null } })
        }
      />
    </li>
  );
}

function AskNames({ count, form, onForm }: Omit<MapRowsProps, 'names'> & { readonly count: number | null }) {
  const { t } = useText();
  const [text, setText] = useState('');
  const names = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const wrong = count !== null && names.length !== count;
  return (
    <div className={classes['ask']}>
      <Textarea
        label={t('import.names')}
        description={count === null ? t('import.names.hint') : t('import.names.count', { count })}
        rows={7}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <div className={classes['buttons']}>
        <Button
          size="xs"
          disabled={names.length === 0 || wrong}
          onClick={() => onForm(withClasses(form, [...new Set(names)]))}
        >
          {t('import.names.take')}
        </Button>
        {(count === null || count === COCO_CLASS_NAMES.length) && (
          <Button size="xs" variant="default" onClick={() => onForm(withClasses(form, COCO_CLASS_NAMES))}>
            {t('import.names.coco')}
          </Button>
        )}
      </div>
    </div>
  );
}
