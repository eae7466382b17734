import { Button } from '@mantine/core';
import { classLabel, speedText, useText } from '../../i18n/index.ts';
import { useSettings, useSignedIn } from '../../state/index.ts';
import { ProblemNotice } from '../../ui/index.ts';
import type { ShownPath } from './use-path.ts';
import classes from './vehicle-card.module.css';

/** What is known of the vehicle whose path is drawn over the picture. */
export function VehicleCard({ shown }: { readonly shown: ShownPath }) {
  const text = useText();
  const { t, f } = text;
  const unit = useSettings((state) => state.speedUnit);
  const { siteTimeZone } = useSignedIn();
  const { track } = shown;
  if (shown.row === null) return null;
  return (
    <div className={classes['card']} role="status">
      {shown.error !== null && <ProblemNotice error={shown.error} />}
      {track !== null && (
        <p className={classes['text']}>
          <strong>
            {classLabel(t, track.class)} {t('crossings.number', { number: String(track.track) })}
          </strong>{' '}
          {t('vehicle.seen', {
            from: f.time(track.firstUtcUs, siteTimeZone),
            to: f.time(track.lastUtcUs, siteTimeZone),
            count: track.path.length,
          })}{' '}
          {/* Votes are stored when the vehicle has left the picture. */}
          {Object.keys(track.votes).length > 0 &&
            t('vehicle.votes', { votes: votesText(track.votes, (name) => classLabel(t, name), f.number) })}
          {track.crossings.map(({ speed, lineVersionId, ordinal, lineName }) =>
            speed?.acceleration == null || speed.accelerationPlusMinus === null ? null : (
              <span key={`${lineVersionId} ${ordinal}`}>
                {' '}
                {t('speed.acceleration', {
                  value: f.number(speed.acceleration, 1),
                  plusMinus: f.number(speed.accelerationPlusMinus, 1),
                  line: lineName,
                })}
              </span>
            ),
          )}
          {track.sections.map(({ fromLineName, toLineName, metres, metresPerSecond, plusMinus }) => (
            <span key={`${fromLineName} ${toLineName} ${metres}`}>
              {' '}
              {t('speed.section', {
                from: fromLineName,
                to: toLineName,
                speed: speedText(text, unit, metresPerSecond, plusMinus),
                metres: f.number(metres, 1),
              })}
            </span>
          ))}
        </p>
      )}
      <Button size="compact-xs" variant="default" onClick={() => shown.show(null)}>
        {t('vehicle.hide')}
      </Button>
    </div>
  );
}

function votesText(
  votes: Readonly<Record<string, number>>,
  name: (className: string) => string,
  number: (value: number, digits?: number) => string,
): string {
  const sorted = Object.entries(votes).sort(([, a], [, b]) => b - a);
  return sorted.map(([className, vote]) => `${name(className)} ${number(vote, 1)}`).join(', ');
}
