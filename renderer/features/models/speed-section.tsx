import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { CSSProperties } from 'react';
import type { ImportSettings, MeasureAnswer } from '../../../domain/contracts/model-import.ts';
import { useText } from '../../i18n/index.ts';
import { useSite } from '../../state/index.ts';
import { ProblemNotice } from '../../ui/index.ts';
import classes from './import.module.css';

interface SpeedSectionProps {
  readonly importId: string;
  readonly settings: ImportSettings;
}

/** How long the model needs on this machine, beside the one that works here now. */
export function SpeedSection({ importId, settings }: SpeedSectionProps) {
  const { t } = useText();
  const { api } = useSite();
  const measure = useMutation({ mutationFn: () => api.measureImport(importId, settings) });
  return (
    <div className={classes['section']}>
      <h3>{t('import.speed')}</h3>
      <div className={classes['tools']}>
        <Button size="xs" variant="default" loading={measure.isPending} onClick={() => measure.mutate()}>
          {t('import.measure')}
        </Button>
        <span className={classes['hint']}>{t('import.measure.hint')}</span>
      </div>
      {measure.error !== null && <ProblemNotice error={measure.error} />}
      {measure.data !== undefined && <Speeds measured={measure.data} />}
    </div>
  );
}

function Speeds({ measured: { own, current, ratio, threads, rounds } }: { readonly measured: MeasureAnswer }) {
  const { t, f } = useText();
  const longest = Math.max(own.p50Ms, current?.p50Ms ?? 0);
  const rows = [
    { label: t('import.own'), speed: own },
    ...(current === null ? [] : [{ label: t('import.current'), speed: current }]),
  ];
  return (
    <div role="status">
      <dl className={classes['bars']}>
        {rows.map(({ label, speed }, index) => (
          <div key={label} data-own={index === 0}>
            <dt>
              <span className={classes['which']}>{label}</span> {speed.title}
            </dt>
            <dd>
              <span
                className={classes['bar']}
                style={{ '--share': `${(speed.p50Ms / longest) * 100}%` } as CSSProperties}
              />
              <strong>{f.number(speed.p50Ms, 1)} ms</strong>
              <small>{t('import.p95', { ms: f.number(speed.p95Ms, 1) })}</small>
            </dd>
          </div>
        ))}
      </dl>
      <p className={classes['hint']}>
        {ratio !== null && <strong>{t('import.ratio', { ratio: f.number(ratio, 2) })} </strong>}
        {t('import.measured', { threads, rounds })}
      </p>
    </div>
  );
}
