import type { CrossingRow } from '../../../domain/contracts/api.ts';
import type { CorrectionView } from '../../../domain/contracts/corrections.ts';
import { standingCorrection } from '../../../domain/traffic/corrections/counted-classes.ts';
import { classLabel, useText } from '../../i18n/index.ts';
import type { Text, Translate } from '../../i18n/index.ts';
import { useSignedIn } from '../../state/index.ts';
import classes from './crossings-drawer.module.css';

/** The class of a crossing; of a corrected one both. */
export function CorrectedClass({ row }: { readonly row: CrossingRow }) {
  const { t } = useText();
  const standing = standingCorrection(row.corrections);
  const found = classLabel(t, row.class);
  return (
    <span data-corrected={standing?.kind}>
      {standing === null ? (
        found
      ) : (
        <>
          <s>{found}</s> {countedText(t, row, standing)}
        </>
      )}
      {!row.final && standing === null && <small>{t('crossings.soFar')}</small>}
    </span>
  );
}

/** When it crossed, and below who said what about it since. */
export function CrossingTime({ row }: { readonly row: CrossingRow }) {
  const text = useText();
  const { siteTimeZone } = useSignedIn();
  return (
    <div className={classes['when']}>
      {text.f.dateTime(row.utcUs, siteTimeZone)}
      {row.corrections.map((correction) => (
        <small key={correction.correctionId}>{historyText(text, correction, siteTimeZone)}</small>
      ))}
    </div>
  );
}

function countedText(t: Translate, row: CrossingRow, { kind, into }: CorrectionView): string {
  if (kind === 'reject') return t('corrected.reject');
  if (kind !== 'merge') return classesText(t, row.countsAs);
  return into === null ? t('corrected.merge.gone') : t('corrected.merge', { number: String(into.track) });
}

function classesText(t: Translate, classes: readonly string[]): string {
  return classes.map((name) => classLabel(t, name)).join(' + ');
}

function historyText({ t, f }: Text, made: CorrectionView, zone: string): string {
  const who = { actor: made.actor, time: f.dateTime(made.utcUs, zone), class: classesText(t, made.countsAs ?? []) };
  const said = t(`corrected.by.${made.kind}`, who);
  return made.reason === '' ? `${said}.` : `${said}: ${made.reason}`;
}
