import { Button } from '@mantine/core';
import type { RefObject } from 'react';
import type { IncidentDetail } from '../../../domain/contracts/incidents.ts';
import type { IncidentAction } from '../../../domain/events/stages.ts';
import { incidentKindText, incidentValueTexts, useText } from '../../i18n/index.ts';
import { useSignedIn } from '../../state/index.ts';
import { Panel, ProblemNotice, StateWord } from '../../ui/index.ts';
import { IncidentActions } from './incident-actions.tsx';
import { TONES, whereText } from './incident-list.tsx';
import { IncidentPicture } from './incident-picture.tsx';
import classes from './incidents.module.css';

interface IncidentDetailProps {
  readonly incident: IncidentDetail;
  readonly names: ReadonlyMap<string, string>;
  readonly problem: unknown;
  readonly words: string;
  readonly wordsRef: RefObject<HTMLTextAreaElement | null>;
  readonly onWords: (words: string) => void;
  readonly onAction: (action: IncidentAction) => void;
  readonly onOpen: (incidentId: string) => void;
  readonly onOpenCamera: (cameraId: string) => void;
}

/** One incident: what, where and when, what it goes by, and what people did about it. */
export function IncidentDetailPanel(props: IncidentDetailProps) {
  const { incident, names, problem } = props;
  const text = useText();
  const { t } = text;
  return (
    <Panel
      title={`${incidentKindText(t, incident.kind)} · ${whereText(text, incident, names)}`}
      aside={
        <StateWord tone={TONES[incident.severity]} icon={incident.severity === 'low' ? 'info' : 'warning'}>
          {t(`severity.${incident.severity}`)} · {t(`incidentStage.${incident.stage}`)}
        </StateWord>
      }
    >
      {problem !== null && <ProblemNotice error={problem} />}
      <IncidentPicture key={incident.incidentId} incident={incident} />
      <Facts incident={incident} />
      <Links {...props} />
      <IncidentActions {...props} />
      <History incident={incident} />
    </Panel>
  );
}

function Facts({ incident }: { readonly incident: IncidentDetail }) {
  const { t, f } = useText();
  const { siteTimeZone } = useSignedIn();
  const { fromUtcUs, openedUtcUs, toUtcUs, end, evidence } = incident;
  const values = incidentValueTexts(t, f, evidence.values);
  return (
    <dl className={classes['facts']}>
      <dt>{t('incidents.when')}</dt>
      <dd>
        {f.dateTime(fromUtcUs, siteTimeZone)};{' '}
        {t('incidents.told', {
          time: f.time(openedUtcUs, siteTimeZone),
          seconds: f.number((openedUtcUs - fromUtcUs) / 1e6, 1),
        })}
        ;{' '}
        {toUtcUs === null
          ? t('incidents.lasts')
          : t(`incidents.ended.${end ?? 'over'}`, { time: f.time(toUtcUs, siteTimeZone) })}
      </dd>
      {values.length > 0 && (
        <>
          <dt>{t('incidents.values')}</dt>
          <dd>{values.join(', ')}</dd>
        </>
      )}
      {evidence.tracks.length > 0 && (
        <>
          <dt>{t('incidents.tracks')}</dt>
          <dd>
            {evidence.tracks.map(String).join(', ')};{' '}
            {t('incidents.frames', { first: String(evidence.frameId), last: String(evidence.lastFrameId) })}
          </dd>
        </>
      )}
    </dl>
  );
}

function Links({ incident, onOpen, onOpenCamera }: IncidentDetailProps) {
  const { t } = useText();
  const { cameraId, earlierId, laterId } = incident;
  return (
    <Button.Group mb="sm">
      {cameraId !== null && (
        <Button size="compact-xs" variant="default" onClick={() => onOpenCamera(cameraId)}>
          {t('incidents.camera')}
        </Button>
      )}
      {earlierId !== null && (
        <Button size="compact-xs" variant="default" onClick={() => onOpen(earlierId)}>
          {t('incidents.earlier')}
        </Button>
      )}
      {laterId !== null && (
        <Button size="compact-xs" variant="default" onClick={() => onOpen(laterId)}>
          {t('incidents.later')}
        </Button>
      )}
    </Button.Group>
  );
}

function History({ incident }: { readonly incident: IncidentDetail }) {
  const { t, f } = useText();
  const { siteTimeZone } = useSignedIn();
  return (
    <section aria-label={t('incidents.history')}>
      <h3 className={classes['heading']}>{t('incidents.history')}</h3>
      {incident.actions.length === 0 && <p className={classes['caption']}>{t('incidents.history.none')}</p>}
      <ul className={classes['history']}>
        {incident.actions.map(({ utcUs, actor, action, words }, at) => (
          <li key={`${utcUs} ${at}`}>
            {f.dateTime(utcUs, siteTimeZone)} · {actor} · {t(`incidentAction.${action}`)}
            {words !== '' && `: ${words}`}
          </li>
        ))}
      </ul>
    </section>
  );
}
