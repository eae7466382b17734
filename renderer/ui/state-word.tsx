import type { ReactNode } from 'react';
import { Icon } from './icons.tsx';
import type { IconName } from './icons.tsx';
import classes from './state-word.module.css';

export type Tone = 'normal' | 'warning' | 'heavy' | 'jam' | 'info' | 'off';

/** A state: its own icon, its word, and a colour that only repeats them. */
export function StateWord(props: { readonly tone: Tone; readonly icon: IconName; readonly children: ReactNode }) {
  return (
    <span className={classes['word']} data-tone={props.tone}>
      <Icon name={props.icon} size={14} />
      <span>{props.children}</span>
    </span>
  );
}
