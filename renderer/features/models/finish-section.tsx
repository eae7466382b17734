import { Button, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ImportSettings } from '../../../domain/contracts/model-import.ts';
import { useText } from '../../i18n/index.ts';
import { queryKeys, useSite } from '../../state/index.ts';
import { Confirm, ProblemNotice } from '../../ui/index.ts';
import type { ImportForm, Missing } from './import-form.ts';
import classes from './import.module.css';

interface FinishSectionProps {
  readonly importId: string;
  /** null: something must still be said. */
  readonly settings: ImportSettings | null;
  readonly missing: readonly Missing[];
  readonly form: ImportForm;
  readonly onForm: (form: ImportForm) => void;
  readonly onDone: () => void;
}

/** Its name, whose it is, and what becomes of it. */
export function FinishSection({ importId, settings, missing, form, onForm, onDone }: FinishSectionProps) {
  const { t } = useText();
  const { save, discard } = useFinish(importId, onDone);
  const [asking, setAsking] = useState(false);
  const busy = save.isPending || discard.isPending;
  const finish = (use: boolean) => settings !== null && save.mutate({ settings, use });
  return (
    <div className={classes['section']}>
      <h3>{t('import.finish')}</h3>
      <div className={classes['names']}>
        <TextInput
          required
          label={t('import.name')}
          maxLength={120}
          value={form.title}
          onChange={(event) => onForm({ ...form, title: event.currentTarget.value })}
        />
        <TextInput
          required
          label={t('import.licence')}
          description={t('import.licence.hint')}
          maxLength={200}
          value={form.licence}
          onChange={(event) => onForm({ ...form, licence: event.currentTarget.value })}
        />
      </div>
      {missing.length > 0 && (
        <p className={classes['lacks']}>
          {t('import.missing.toSave', { what: missing.map((name) => t(`import.missing.${name}`)).join(', ') })}
        </p>
      )}
      {save.error !== null && <ProblemNotice error={save.error} />}
      {discard.error !== null && <ProblemNotice error={discard.error} />}
      <div className={classes['buttons']}>
        <Button
          size="sm"
          disabled={settings === null || busy}
          loading={save.isPending && save.variables.use}
          onClick={() => finish(true)}
        >
          {t('import.saveAndUse')}
        </Button>
        <Button
          size="sm"
          variant="default"
          disabled={settings === null || busy}
          loading={save.isPending && !save.variables.use}
          onClick={() => finish(false)}
        >
          {t('import.save')}
        </Button>
        <Button size="sm" variant="subtle" color="gray.4" disabled={busy} onClick={() => setAsking(true)}>
          {t('import.discard')}
        </Button>
      </div>
      <Confirm
        opened={asking}
        title={t('import.discard.title', { name: form.title })}
        action={t('import.discard')}
        onConfirm={() => {
          setAsking(false);
          discard.mutate();
        }}
        onCancel={() => setAsking(false)}
      >
        {t('import.discard.text')}
      </Confirm>
    </div>
  );
}

function useFinish(importId: string, onDone: () => void) {
  const { api } = useSite();
  const queries = useQueryClient();
  const fresh = () => {
    void queries.invalidateQueries({ queryKey: queryKeys.models });
    void queries.invalidateQueries({ queryKey: queryKeys.modelImports });
  };
  const save = useMutation({
    mutationFn: async ({ settings, use }: { readonly settings: ImportSettings; readonly use: boolean }) => {
      const { modelId } = await api.saveImport(importId, settings);
      if (use) await api.setDefaultModel(modelId);
    },
    onSuccess: onDone,
    onSettled: fresh,
  });
  const discard = useMutation({ mutationFn: () => api.discardImport(importId), onSuccess: onDone, onSettled: fresh });
  return { save, discard };
}
