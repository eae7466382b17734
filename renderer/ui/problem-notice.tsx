import { Button } from '@mantine/core';
import { toApiError } from '../api/index.ts';
import { problemWords, useText } from '../i18n/index.ts';
import { Notice } from './notice.tsx';

interface ProblemNoticeProps {
  readonly error: unknown;
  readonly onRetry?: () => void;
  readonly compact?: boolean;
}

/** A failed call: what happened, what to do, and a way to try again. */
export function ProblemNotice({ error, onRetry, compact = true }: ProblemNoticeProps) {
  const text = useText();
  const { t } = text;
  const { title, hint, detail } = problemWords(text, toApiError(error));
  return (
    <Notice
      icon="warning"
      tone="jam"
      compact={compact}
      title={title}
      action={
        onRetry && (
          <Button size="xs" variant="default" onClick={onRetry}>
            {t('common.retry')}
          </Button>
        )
      }
    >
      {hint}
      {detail !== '' && (
        <small style={{ display: 'block', marginTop: 6 }}>
          {t('common.siteSays')} <span lang="en">{detail}</span>
        </small>
      )}
    </Notice>
  );
}
