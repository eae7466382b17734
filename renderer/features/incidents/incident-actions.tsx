import { Button, Group, Textarea } from '@mantine/core';
import type { RefObject } from 'react';
import type { IncidentDetail } from '../../../domain/contracts/incidents.ts';
import { INCIDENT_ACTIONS, stageAfter } from '../../../domain/events/stages.ts';
import type { IncidentAction } from '../../../domain/events/stages.ts';
import { useText } from '../../i18n/index.ts';
import { mayDo, useSignedIn } from '../../state/index.ts';
import classes from './incidents.module.css';

interface IncidentActionsProps {
  readonly incident: IncidentDetail;
  readonly words: string;
  readonly wordsRef: RefObject<HTMLTextAreaElement | null>;
  readonly onWords: (words: string) => void;
  readonly onAction: (action: IncidentAction) => void;
}

/** What can be done with an incident now; the others are shown and cannot be pressed. */
export function IncidentActions({ incident, words, wordsRef, onWords, onAction }: IncidentActionsProps) {
  const { t } = useText();
  const { role } = useSignedIn();
  if (!mayDo(role, 'incidents')) return <p className={classes['caption']}>{t('incidents.readonly')}</p>;
  const possible = (action: IncidentAction): boolean =>
    stageAfter(incident.stage, action, words).ok && (action !== 'acknowledge' || incident.acknowledgedBy === null);
  return (
    <>
      <Textarea
        ref={wordsRef}
        size="xs"
        label={t('incidents.words')}
        maxLength={1000}
        autosize
        minRows={1}
        maxRows={5}
        value={words}
        onChange={(event) => onWords(event.currentTarget.value)}
        mb="xs"
      />
      <Group gap={6} mb="sm">
        {INCIDENT_ACTIONS.map((action) => (
          <Button
            key={action}
            size="compact-sm"
            variant="default"
            disabled={!possible(action)}
            onClick={() => onAction(action)}
          >
            {t(`incidentAction.${action}`)}
          </Button>
        ))}
      </Group>
    </>
  );
}
