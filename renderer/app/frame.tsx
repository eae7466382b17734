import { Suspense, lazy, useEffect, useRef } from 'react';
import type { RefObject } from 'react';
import { CameraAlone, CameraFeed, LiveView } from '../features/live/index.ts';
import { useText } from '../i18n/index.ts';
import { useSignedIn } from '../state/index.ts';
import { Notice } from '../ui/index.ts';
import { BottomBar } from './bottom-bar.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { Header } from './header.tsx';
import { KeysHelp } from './keys-help.tsx';
import { Navigation } from './navigation.tsx';
import { openWindow } from './open-window.ts';
import { startKiosk } from './palette/commands.ts';
import { Palette } from './palette/palette.tsx';
import { placeOf } from './routes.ts';
import type { Route } from './routes.ts';
import { goTo, useRoute } from './use-route.ts';
import classes from './frame.module.css';

const CameraPage = lazy(async () => ({ default: (await import('../features/camera/index.ts')).CameraPage }));
const CamerasView = lazy(async () => ({ default: (await import('../features/cameras/index.ts')).CamerasView }));
const IncidentsView = lazy(async () => ({
  default: (await import('../features/incidents/index.ts')).IncidentsView,
}));
const OutlookPanel = lazy(async () => ({ default: (await import('../features/outlook/index.ts')).OutlookPanel }));
const MapView = lazy(async () => ({ default: (await import('../features/map/index.ts')).MapView }));
const ModelsView = lazy(async () => ({ default: (await import('../features/models/index.ts')).ModelsView }));
const TrafficView = lazy(async () => ({ default: (await import('../features/traffic/index.ts')).TrafficView }));
const QueueSection = lazy(async () => ({ default: (await import('../features/queues/index.ts')).QueueSection }));
const SystemView = lazy(async () => ({ default: (await import('../features/system/index.ts')).SystemView }));

/** The frame of the console: who, where and when at the top, the views at the left, one view in the middle. */
export function Frame({ onSignOut }: { readonly onSignOut: (() => void) | null }) {
  const { t } = useText();
  const route = useRoute();
  const main = useRef<HTMLElement>(null);
  useTitle(route);
  useFocusOnMove(placeOf(route), main);
  const bare = isBare(route);
  return (
    <div className={classes['frame']} data-bare={bare}>
      {!bare && (
        <>
          <button type="button" className={classes['skip']} onClick={() => main.current?.focus()}>
            {t('app.skip')}
          </button>
          <Header onSignOut={onSignOut} />
          <Navigation route={route} />
        </>
      )}
      <main ref={main} className={classes['main']} tabIndex={-1} id="main">
        <ErrorBoundary key={placeOf(route)}>
          <Suspense fallback={<Notice icon="connecting" title={t('common.loading')} />}>
            <View route={route} />
          </Suspense>
        </ErrorBoundary>
      </main>
      {!bare && <BottomBar />}
      <KeysHelp />
      <Palette onSignOut={onSignOut} />
    </div>
  );
}

function View({ route }: { readonly route: Route }) {
  switch (route.view) {
    case 'live':
      return <LiveView {...wallPlaces('live')} large={route.cameraId ?? null} layoutId={null} bare={false} />;
    case 'alone':
      if (route.show === 'camera') return <CameraAlone cameraId={route.cameraId} onOpen={openCamera} />;
      if (route.show === 'layout')
        return <LiveView {...wallPlaces('alone')} large={null} layoutId={route.layoutId} bare />;
      return <LiveView {...wallPlaces('alone')} large={route.cameraId ?? null} layoutId={null} bare />;
    case 'camera':
      return (
        <CameraPage
          cameraId={route.cameraId}
          onBack={() => goTo({ view: 'live' })}
          sections={(camera) => (
            <>
              <QueueSection camera={camera} />
              <Suspense fallback={null}>
                <OutlookPanel camera={camera} />
              </Suspense>
            </>
          )}
        />
      );
    case 'traffic':
      return <TrafficView />;
    case 'incidents':
      return (
        <IncidentsView
          incidentId={route.incidentId}
          onOpen={(incidentId) => goTo({ view: 'incidents', incidentId })}
          onOpenCamera={(cameraId) => goTo({ view: 'camera', cameraId })}
        />
      );
    case 'map':
      return (
        <MapView
          feedOf={(camera) => (
            <CameraFeed camera={camera} onOpen={() => goTo({ view: 'camera', cameraId: camera.id })} />
          )}
          onOpen={(cameraId) => goTo({ view: 'camera', cameraId })}
          onAddCamera={() => goTo({ view: 'cameras' })}
        />
      );
    case 'cameras':
      return <CamerasView />;
    case 'models':
      return <ModelsView />;
    case 'system':
      return <SystemView />;
  }
}

const openCamera = (cameraId: string) => goTo({ view: 'camera', cameraId });

function leaveAlone(): void {
  if (document.fullscreenElement !== null) void document.exitFullscreen();
  goTo({ view: 'live' });
}

/** Where things lead from the wall; in a window without a frame its pictures stay in that window. */
function wallPlaces(from: 'live' | 'alone') {
  return {
    onOpen: openCamera,
    onAddCamera: () => goTo({ view: 'cameras' }),
    onLeave: leaveAlone,
    onWindow: () => openWindow({ view: 'alone', show: 'live' }),
    onKiosk: startKiosk,
    hrefOf: (cameraId: string) => (from === 'live' ? `#/live/${cameraId}` : `#/alone/live/${cameraId}`),
    onLarge: (cameraId: string | null) => {
      const large = cameraId === null ? {} : { cameraId };
      goTo(from === 'live' ? { view: 'live', ...large } : { view: 'alone', show: 'live', ...large });
    },
  };
}

/** Pictures that fill the window have no frame around them. */
function isBare(route: Route): boolean {
  return route.view === 'alone' || (route.view === 'live' && route.cameraId !== undefined);
}

function useTitle(route: Route): void {
  const { t } = useText();
  const { site } = useSignedIn();
  const view = 'cameraId' in route ? route.cameraId : t(`nav.${route.view === 'alone' ? 'live' : route.view}`);
  useEffect(() => {
    document.title = `${view} · ${site}`;
  }, [view, site]);
}

/** Moving to another view moves the focus with it, so that a screen reader starts to read there. Not at the first view. */
function useFocusOnMove(place: string, main: RefObject<HTMLElement | null>): void {
  const last = useRef(place);
  useEffect(() => {
    if (last.current === place) return;
    last.current = place;
    main.current?.focus({ preventScroll: true });
    main.current?.scrollTo(0, 0);
  }, [place, main]);
}
