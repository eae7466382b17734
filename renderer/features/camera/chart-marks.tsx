import { Tooltip } from '@mantine/core';
import { changeText, useText } from '../../i18n/index.ts';
import { useSignedIn } from '../../state/index.ts';
import type { MarkedMinute } from './chart-changes.ts';
import classes from './chart-marks.module.css';

interface ChartMarksProps {
  readonly marks: readonly MarkedMinute[];
  readonly minutes: number;
}

/** Above the bars: where the configuration changed, so that nobody takes a step in the numbers for one in the traffic. */
export function ChartMarks({ marks, minutes }: ChartMarksProps) {
  const text = useText();
  const { siteTimeZone } = useSignedIn();
  if (marks.length === 0) return null;
  return (
    <ul className={classes['marks']} aria-label={text.t('change.title')}>
      {marks.map(({ at, startUtcUs, changes }) => {
        const words = changes.map((change) => changeText(text, change, siteTimeZone));
        return (
          <li key={startUtcUs} style={{ left: `${((at + 0.5) / minutes) * 100}%` }}>
            <Tooltip
              label={words.map((line, index) => (
                // Two changes of one second may read the same.
                <span key={index} className={classes['line']}>
                  {line}
                </span>
              ))}
              events={{ hover: true, focus: true, touch: true }}
              multiline
            >
              <button type="button" className={classes['mark']} aria-label={words.join('; ')} />
            </Tooltip>
          </li>
        );
      })}
    </ul>
  );
}
