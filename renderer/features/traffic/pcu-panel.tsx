import { Button, NativeSelect, NumberInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { PcuView } from '../../../domain/contracts/traffic-api.ts';
import { VEHICLE_CLASSES } from '../../../domain/traffic/pcu.ts';
import { PCU_TABLE_IDS } from '../../../domain/traffic/pcu-tables.ts';
import type { PcuChoice } from '../../api/index.ts';
import { classLabel, useText } from '../../i18n/index.ts';
import { mayDo, queryKeys, useSignedIn, useSite } from '../../state/index.ts';
import { DataTable, Panel, ProblemNotice } from '../../ui/index.ts';
import classes from './traffic-view.module.css';

/** What the site converts vehicles with: a published table, or numbers of its own. */
export function PcuPanel({ pcu }: { readonly pcu: PcuView }) {
  const { t, f } = useText();
  const { api } = useSite();
  const { role } = useSignedIn();
  const queries = useQueryClient();
  const editable = mayDo(role, 'draw');
  const choose = useMutation({
    mutationFn: (choice: PcuChoice) => api.choosePcu(choice),
    onSettled: () => {
      void queries.invalidateQueries({ queryKey: queryKeys.pcu });
      void queries.invalidateQueries({ queryKey: ['traffic'] });
    },
  });
  return (
    <Panel title={t('pcu.title')}>
      {choose.error !== null && <ProblemNotice error={choose.error} />}
      <NativeSelect
        size="xs"
        label={t('pcu.table')}
        disabled={!editable || choose.isPending}
        value={pcu.table}
        data={PCU_TABLE_IDS.map((table) => ({ value: table, label: t(`pcu.table.${table}`) }))}
        onChange={(event) => {
          const table = PCU_TABLE_IDS.find((one) => one === event.currentTarget.value);
          if (table !== undefined)
            choose.mutate({ table, custom: pcu.custom ?? (table === 'custom' ? pcu.factors : null) });
        }}
      />
      {pcu.table === 'custom' && editable ? (
        <OwnFactors
          key={JSON.stringify(pcu.factors)}
          factors={pcu.factors}
          busy={choose.isPending}
          onSave={(custom) => choose.mutate({ table: 'custom', custom })}
        />
      ) : (
        <DataTable
          caption={t('pcu.title')}
          rows={VEHICLE_CLASSES}
          rowKey={(name) => name}
          columns={[
            { key: 'class', title: t('pcu.class'), cell: (name) => classLabel(t, name) },
            {
              ...{ key: 'factor', title: t('pcu.factor'), numeric: true },
              cell: (name) => {
                const factor = pcu.factors[name];
                return factor === null ? t('pcu.none') : f.number(factor, 2);
              },
            },
          ]}
        />
      )}
      <p className={classes['note']}>{t('pcu.note')}</p>
    </Panel>
  );
}

interface OwnFactorsProps {
  readonly factors: PcuView['factors'];
  readonly busy: boolean;
  readonly onSave: (factors: PcuView['factors']) => void;
}

/** An empty field stands for vehicles that are not converted. */
function OwnFactors({ factors, busy, onSave }: OwnFactorsProps) {
  const { t } = useText();
  const [draft, setDraft] = useState(factors);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onSave(draft);
      }}
    >
      <div className={classes['factors']}>
        {VEHICLE_CLASSES.map((name) => (
          <NumberInput
            key={name}
            {...{ size: 'xs', min: 0, max: 20, step: 0.1, decimalScale: 2, hideControls: true }}
            label={classLabel(t, name)}
            placeholder={t('pcu.none')}
            value={draft[name] ?? ''}
            onChange={(value) => setDraft({ ...draft, [name]: typeof value === 'number' ? value : null })}
          />
        ))}
      </div>
      <Button type="submit" size="xs" loading={busy}>
        {t('pcu.save')}
      </Button>
    </form>
  );
}
