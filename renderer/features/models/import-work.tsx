import { useState } from 'react';
import type { ModelImport } from '../../../domain/contracts/model-import.ts';
import { useText } from '../../i18n/index.ts';
import { ClassSection } from './class-section.tsx';
import { FinishSection } from './finish-section.tsx';
import { formOf, missingOf, settingsOf } from './import-form.ts';
import { RecognisedSection } from './recognised-section.tsx';
import { SpeedSection } from './speed-section.tsx';
import { TrySection } from './try-section.tsx';
import classes from './import.module.css';

/** One model on its way in: what was recognised, what its classes are to us, a try, its speed, and the end of it. */
export function ImportWork({ brought, onDone }: { readonly brought: ModelImport; readonly onDone: () => void }) {
  const { t } = useText();
  const [form, setForm] = useState(() => formOf(brought));
  const settings = settingsOf(form);
  const missing = missingOf(form, brought.recognised.classCount);
  const open = missing.filter((name) => name !== 'title' && name !== 'licence');
  const ready = settings !== null && open.length === 0 ? settings : null;
  return (
    <section className={classes['work']} aria-label={t('import.work', { name: brought.fileName })}>
      <div className={classes['columns']}>
        <RecognisedSection brought={brought} form={form} onForm={setForm} />
        <ClassSection brought={brought} form={form} onForm={setForm} />
      </div>
      {ready === null ? (
        <p className={classes['hint']} role="status">
          {t('import.missing', { what: open.map((name) => t(`import.missing.${name}`)).join(', ') })}
        </p>
      ) : (
        <>
          <TrySection importId={brought.importId} settings={ready} form={form} onForm={setForm} />
          <SpeedSection importId={brought.importId} settings={ready} />
        </>
      )}
      <FinishSection
        importId={brought.importId}
        settings={missing.length === 0 ? ready : null}
        missing={missing}
        form={form}
        onForm={setForm}
        onDone={onDone}
      />
    </section>
  );
}
