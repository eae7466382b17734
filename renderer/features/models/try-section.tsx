import { Button, FileButton, NativeSelect, NumberInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { ImportSettings, LookAnswer, ModelLook } from '../../../domain/contracts/model-import.ts';
import { ApiError } from '../../api/index.ts';
import { classLabel, useText } from '../../i18n/index.ts';
import { useCameras, useSite } from '../../state/index.ts';
import { Icon, ProblemNotice } from '../../ui/index.ts';
import type { ImportForm } from './import-form.ts';
import { paintFindings } from './paint-findings.ts';
import { openPicture } from './trial-picture.ts';
import type { TrialPicture } from './trial-picture.ts';
import classes from './import.module.css';

interface TrySectionProps {
  readonly importId: string;
  readonly settings: ImportSettings;
  readonly form: ImportForm;
  readonly onForm: (form: ImportForm) => void;
}

/** Both models on one picture, side by side: the eye judges what no metadata tells. */
export function TrySection({ importId, settings, form, onForm }: TrySectionProps) {
  const { t } = useText();
  const cameras = useCameras().data ?? [];
  const [cameraId, setCameraId] = useState('');
  const chosen = cameraId === '' ? (cameras[0]?.id ?? '') : cameraId;
  const { trial, fromCamera, fromFile } = useTrial(importId, settings);
  const seen = trial.data;
  return (
    <div className={classes['section']}>
      <h3>{t('import.try')}</h3>
      <div className={classes['tools']}>
        {cameras.length > 0 && (
          <>
            <NativeSelect
              size="xs"
              aria-label={t('import.try.camera')}
              value={chosen}
              data={cameras.map(({ id, name }) => ({ value: id, label: name }))}
              onChange={(event) => setCameraId(event.currentTarget.value)}
            />
            <Button
              size="xs"
              leftSection={<Icon name="camera" size={14} />}
              loading={trial.isPending}
              onClick={() => fromCamera(chosen)}
            >
              {t('import.try.snapshot')}
            </Button>
          </>
        )}
        <FileButton accept="image/*" onChange={(file) => file !== null && fromFile(file)}>
          {(props) => (
            <Button {...props} size="xs" variant="default" disabled={trial.isPending}>
              {t('import.try.file')}
            </Button>
          )}
        </FileButton>
        <NumberInput
          size="xs"
          className={classes['threshold'] ?? ''}
          label={t('import.threshold')}
          min={0.05}
          max={0.95}
          step={0.05}
          decimalScale={2}
          value={form.threshold}
          onChange={(value) =>
            typeof value === 'number' && value >= 0.05 && value <= 0.95 && onForm({ ...form, threshold: value })
          }
        />
      </div>
      {trial.error !== null && <ProblemNotice error={trial.error} />}
      {seen !== undefined && (
        <div className={classes['pair']} aria-live="polite">
          <Look
            label={t('import.own')}
            look={{ ...seen.answer.own, threshold: form.threshold }}
            picture={seen.picture}
          />
          {seen.answer.current === null ? (
            <p className={classes['hint']}>{t('import.noCurrent')}</p>
          ) : (
            <Look label={t('import.current')} look={seen.answer.current} picture={seen.picture} />
          )}
        </div>
      )}
    </div>
  );
}

interface Trial {
  readonly picture: TrialPicture;
  readonly answer: LookAnswer;
}

function useTrial(importId: string, settings: ImportSettings) {
  const { api } = useSite();
  const trial = useMutation({
    mutationFn: async (source: () => Promise<Blob>): Promise<Trial> => {
      const picture = await openPicture(await source()).catch((error: unknown) => {
        throw error instanceof ApiError ? error : noPicture();
      });
      await api.setTrialPicture(importId, picture.width, picture.height, picture.pixels);
      return { picture, answer: await api.lookWithImport(importId, settings) };
    },
  });
  return {
    trial,
    fromCamera: (id: string) => trial.mutate(() => api.snapshot(id)),
    fromFile: (file: File) => trial.mutate(() => Promise.resolve(file)),
  };
}

function noPicture(): ApiError {
  const message = 'the file is no picture that a browser can show';
  return new ApiError(0, { code: 'import-picture', message, hint: 'Choose another picture.' });
}

interface LookProps {
  readonly label: string;
  readonly look: ModelLook;
  readonly picture: TrialPicture;
}

function Look({ label, look, picture }: LookProps) {
  const { t, f } = useText();
  const canvas = useRef<HTMLCanvasElement>(null);
  const found = look.found.filter(({ score }) => score >= look.threshold);
  const counts = new Map<string, number>();
  for (const { class: kind } of found) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  const words = [...counts].map(([kind, count]) => `${classLabel(t, kind)} ${f.number(count)}`).join(' · ');
  const none = t('import.nothing');
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (context === null || context === undefined) return;
    const name = ({ class: kind, score }: (typeof found)[number]) =>
      `${classLabel(t, kind)} ${f.number(score * 100, 0)}%`;
    paintFindings(context, picture, found, name);
  });
  return (
    <figure className={classes['look']}>
      <figcaption>
        <span className={classes['which']}>{label}</span>
        <strong>{look.title}</strong>
        <span className={classes['ms']}>{f.number(look.ms, 0)} ms</span>
      </figcaption>
      <canvas
        ref={canvas}
        width={picture.width}
        height={picture.height}
        role="img"
        aria-label={`${label}: ${words === '' ? none : words}`}
      />
      <p data-found={found.length}>{words === '' ? none : words}</p>
    </figure>
  );
}
