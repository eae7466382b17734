import { Button } from '@mantine/core';
import { toApiError } from '../api/index.ts';
import { useText } from '../i18n/index.ts';
import { Notice } from './notice.tsx';

interface ProblemNoticeProps {
  readonly error: unknown;
  readonly onRetry?: () => void;
  readonly compact?: boolean;
}

/** A failed call in the site's own words: what happened, what to do, and a way to try again. */
export function ProblemNotice({ error, onRetry, compact = true }: ProblemNoticeProps) {
  const { t } = useText();
  const problem = toApiError(error);
  const known = problem.code === 'unreachable';
  return (
    <Notice
      icon="warning"
      tone="jam"
      compact={compact}
      title={known ? t('problem.unreachable') : problem.message}
      action={
        onRetry && (
          <Button size="xs" variant="default" onClick={onRetry}>
            {t('common.retry')}
          </Button>
        )
      }
    >
      {known ? t('problem.unreachable.hint') : problem.hint}
    </Notice>
  );
}
