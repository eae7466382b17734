import { Suspense, lazy, useEffect, useRef } from 'react';
import type { RefObject } from 'react';
import { CameraFeed, LiveView } from '../features/live/index.ts';
import { useText } from '../i18n/index.ts';
import { useSignedIn } from '../state/index.ts';
import { Notice } from '../ui/index.ts';
import { ErrorBoundary } from './error-boundary.tsx';
import { Header } from './header.tsx';
import { KeysHelp } from './keys-help.tsx';
import { Navigation } from './navigation.tsx';
import { hashOf } from './routes.ts';
import type { Route } from './routes.ts';
import { goTo, useRoute } from './use-route.ts';
import classes from './frame.module.css';

const CameraPage = lazy(async () => ({ default: (await import('../features/camera/index.ts')).CameraPage }));
const CamerasView = lazy(async () => ({ default: (await import('../features/cameras/index.ts')).CamerasView }));
const MapView = lazy(async () => ({ default: (await import('../features/map/index.ts')).MapView }));
const ModelsView = lazy(async () => ({ default: (await import('../features/models/index.ts')).ModelsView }));
const SystemView = lazy(async () => ({ default: (await import('../features/system/index.ts')).SystemView }));

/** The frame of the console: who, where and when at the top, the views at the left, one view in the middle. */
export function Frame({ onSignOut }: { readonly onSignOut: (() => void) | null }) {
  const { t } = useText();
  const route = useRoute();
  const main = useRef<HTMLElement>(null);
  useTitle(route);
  useFocusOnMove(hashOf(route), main);
  return (
    <div className={classes['frame']}>
      <button type="button" className={classes['skip']} onClick={() => main.current?.focus()}>
        {t('app.skip')}
      </button>
      <Header onSignOut={onSignOut} />
      <Navigation route={route} />
      <main ref={main} className={classes['main']} tabIndex={-1} id="main">
        <ErrorBoundary key={hashOf(route)}>
          <Suspense fallback={<Notice icon="connecting" title={t('common.loading')} />}>
            <View route={route} />
          </Suspense>
        </ErrorBoundary>
      </main>
      <KeysHelp />
    </div>
  );
}

function View({ route }: { readonly route: Route }) {
  switch (route.view) {
    case 'live':
      return (
        <LiveView
          onOpen={(cameraId) => goTo({ view: 'camera', cameraId })}
          onAddCamera={() => goTo({ view: 'cameras' })}
        />
      );
    case 'camera':
      return <CameraPage cameraId={route.cameraId} onBack={() => goTo({ view: 'live' })} />;
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

function useTitle(route: Route): void {
  const { t } = useText();
  const { site } = useSignedIn();
  const view = route.view === 'camera' ? route.cameraId : t(`nav.${route.view}`);
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
