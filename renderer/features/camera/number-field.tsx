import { NumberInput } from '@mantine/core';
import { useState } from 'react';

interface NumberFieldProps {
  readonly label: string;
  readonly value: number;
  readonly onCommit: (value: number) => void;
  readonly min?: number;
  readonly max?: number;
  readonly digits?: number;
  readonly suffix?: string;
  readonly onFocus?: () => void;
}

/** A number that counts when the field is left or Enter is pressed. */
export function NumberField({ label, value, onCommit, min, max, digits = 2, suffix = '', onFocus }: NumberFieldProps) {
  const [text, setText] = useState<string | number | null>(null);
  const commit = () => {
    const next = Number(text);
    if (text !== null && text !== '' && Number.isFinite(next) && next !== value) onCommit(next);
    setText(null);
  };
  return (
    <NumberInput
      size="xs"
      label={label}
      {...(min === undefined ? {} : { min })}
      {...(max === undefined ? {} : { max })}
      decimalScale={digits}
      suffix={suffix}
      hideControls
      value={text ?? rounded(value, digits)}
      onChange={setText}
      onFocus={onFocus}
      onBlur={commit}
      onKeyDown={(event) => event.key === 'Enter' && commit()}
    />
  );
}

function rounded(value: number, digits: number): number {
  return Math.round(value * 10 ** digits) / 10 ** digits;
}
