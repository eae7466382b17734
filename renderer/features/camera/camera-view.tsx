import { useCallback, useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import type { CameraView as Camera } from '../../../domain/contracts/api.ts';
import type { ShownWay, ToolEffect, ToolName } from '../../canvas/index.ts';
import { useText } from '../../i18n/index.ts';
import { mayDo, useLeaveGuard, useSignedIn } from '../../state/index.ts';
import { Confirm, Page, ProblemNotice, useReturnFocus } from '../../ui/index.ts';
import { BackButton } from './back-button.tsx';
import { CalibrationPanel } from './calibration-panel.tsx';
import { ChartPanel } from './chart-panel.tsx';
import { CountsPanel } from './counts-panel.tsx';
import type { Evidence } from './counts-panel.tsx';
import { trackKey } from './crossing-table.tsx';
import { CrossingsDrawer } from './crossings-drawer.tsx';
import { FactStrip } from './fact-strip.tsx';
import { MovementPanel } from './movement-panel.tsx';
import { MovedNotice } from './moved-notice.tsx';
import { ShapeList } from './shape-list.tsx';
import { Stage } from './stage.tsx';
import { Toolbar } from './toolbar.tsx';
import { VehicleCard } from './vehicle-card.tsx';
import { useCalibration } from './use-calibration.ts';
import { useDrawing } from './use-drawing.ts';
import type { Drawing } from './use-drawing.ts';
import { usePath } from './use-path.ts';
import { useEditKeys } from './use-edit-keys.ts';
import { ZoneHistory } from './zone-history.tsx';
import { ZonesPanel } from './zones-panel.tsx';
import classes from './camera-view.module.css';

interface CameraViewProps {
  readonly camera: Camera;
  readonly onBack: () => void;
  readonly sections?: ReactNode;
}

const NO_WAYS: readonly ShownWay[] = [];

/** One camera, large: its picture and drawings on the left, its numbers on the right. */
export function CameraView({ camera, onBack, sections }: CameraViewProps) {
  const { t } = useText();
  const { role } = useSignedIn();
  const editable = mayDo(role, 'draw');
  const drawing = useDrawing(camera);
  const calibration = useCalibration(camera);
  const { calibrating } = calibration;
  const shown = usePath(camera);
  const { evidence, open, close } = useEvidenceShown();
  const [tool, setTool] = useState<ToolName>('select');
  const [ways, setWays] = useState<readonly ShownWay[]>(NO_WAYS);
  const frame = useRef<HTMLDivElement>(null);
  const removal = useRemoval(drawing);
  const { refused, onEffect } = useEffects(drawing, setTool, removal.ask);
  const unsaved = drawing.changes.length > 0 || calibrating !== null;
  useLeaveGuard(unsaved, t(calibrating === null ? 'edit.leave' : 'calibration.leave'));
  useEditKeys({ drawing, tool, editable, onTool: setTool, onBack });

  return (
    <Page title={camera.name} lead={<FactStrip camera={camera} />} actions={<BackButton onBack={onBack} />}>
      <div className={classes['columns']}>
        <div className={classes['main']}>
          {editable && calibrating === null && <Toolbar drawing={drawing} tool={tool} onTool={setTool} />}
          <MovedNotice cameraId={camera.id} />
          {drawing.error !== null && <ProblemNotice error={drawing.error} />}
          <p className="visually-hidden" id="stage-help">
            {t('camera.stage.help')}
          </p>
          <div className={classes['frame']} ref={frame} data-calibrating={calibrating !== null}>
            <Stage
              camera={camera}
              draft={drawing.draft}
              tool={tool}
              editable={editable}
              path={shown.path}
              calibrating={calibrating}
              ways={ways}
              onEffect={onEffect}
            />
          </div>
          {camera.note !== '' && <p className={classes['note']}>{camera.note}</p>}
          {refused !== null && (
            <p className={classes['refused']} role="alert">
              {t(`drawing.problem.${refused}`)}
            </p>
          )}
          {tool !== 'select' && <p className={classes['hint']}>{t(`tool.${tool}.hint`)}</p>}
          <VehicleCard shown={shown} />
          <CalibrationPanel camera={camera} calibration={calibration} editable={editable} />
          {calibrating === null && <ShapeList drawing={drawing} editable={editable} onRemove={removal.ask} />}
          {calibrating === null && <MovementPanel camera={camera} editable={editable} shown={ways} onShow={setWays} />}
        </div>
        <div className={classes['side']}>
          {evidence !== null && (
            <CrossingsDrawer
              cameraId={camera.id}
              evidence={evidence}
              shownTrack={shown.row === null ? null : trackKey(shown.row)}
              onShow={(row) => {
                shown.show(row);
                // On a narrow screen the list lies below the picture that the path is drawn on.
                frame.current?.scrollIntoView({ block: 'nearest' });
              }}
              onClose={close}
            />
          )}
          <CountsPanel camera={camera} onEvidence={open} />
          <ChartPanel camera={camera} />
          <ZonesPanel camera={camera} />
          <ZoneHistory camera={camera} />
        </div>
      </div>
      {sections}
      {removal.dialog}
    </Page>
  );
}

/** Which number's crossings are listed; closing the list leads back to that number. */
function useEvidenceShown() {
  const focus = useReturnFocus();
  const [evidence, setEvidence] = useState<Evidence | null>(null);
  const open = (next: Evidence) => {
    focus.remember();
    setEvidence(next);
  };
  const close = () => {
    focus.giveBack();
    setEvidence(null);
  };
  return { evidence, open, close };
}

function useEffects(drawing: Drawing, onTool: (tool: ToolName) => void, onRemove: (id: string) => void) {
  const [refused, setRefused] = useState<Extract<ToolEffect, { type: 'refused' }>['problem'] | null>(null);
  useEffect(() => {
    if (refused === null) return;
    const timer = setTimeout(() => setRefused(null), 6000);
    return () => clearTimeout(timer);
  }, [refused]);

  const { act } = drawing;
  const onEffect = useCallback(
    (effect: ToolEffect) => {
      setRefused(effect.type === 'refused' ? effect.problem : null);
      if (effect.type === 'put') act({ type: 'put', shape: effect.shape });
      if (effect.type === 'select') act({ type: 'select', id: effect.id });
      if (effect.type === 'tool') onTool(effect.tool);
      if (effect.type === 'ask-remove') onRemove(effect.id);
    },
    [act, onTool, onRemove],
  );
  return { refused, onEffect };
}

function useRemoval(drawing: Drawing) {
  const { t } = useText();
  const [id, setId] = useState<string | null>(null);
  const shape = drawing.draft.shapes.find((one) => one.id === id);
  const remove = () => {
    if (id !== null) drawing.act({ type: 'remove', id });
    setId(null);
  };
  const dialog = (
    <Confirm
      opened={shape !== undefined}
      title={t('drawing.delete.title', { name: shape?.name ?? '' })}
      action={t('drawing.delete.action')}
      onConfirm={remove}
      onCancel={() => setId(null)}
    >
      {t('drawing.delete.text')}
    </Confirm>
  );
  return { ask: setId, dialog };
}
