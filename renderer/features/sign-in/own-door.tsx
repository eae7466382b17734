import { Button } from '@mantine/core';
import { useText } from '../../i18n/index.ts';
import type { SessionPhase } from '../../state/index.ts';
import { Notice, ProblemNotice } from '../../ui/index.ts';

interface OwnDoorProps {
  readonly phase: Exclude<SessionPhase, { at: 'signed-in' | 'set-password' }>;
  readonly onEnter: () => void;
}

/** The door of a window that lets itself in: nothing to fill in, only what keeps it outside. */
export function OwnDoor({ phase, onEnter }: OwnDoorProps) {
  const { t } = useText();
  if (phase.at === 'signed-out' && phase.problem !== null)
    return <ProblemNotice error={phase.problem} onRetry={onEnter} />;
  if (phase.at === 'signing-in') return <Notice icon="connecting" compact title={t('signIn.entering')} />;
  return (
    <Notice
      icon="lock"
      tone="jam"
      compact
      title={t('signIn.not-let-in')}
      action={
        <Button size="xs" variant="default" onClick={onEnter}>
          {t('common.retry')}
        </Button>
      }
    >
      {t('signIn.not-let-in.hint')}
    </Notice>
  );
}
