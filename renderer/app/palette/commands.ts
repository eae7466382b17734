import type { CameraView } from '../../../domain/contracts/api.ts';
import { LAYER_NAMES } from '../../canvas/index.ts';
import { LANGUAGES, textIn, useLanguage } from '../../i18n/index.ts';
import type { Args, Key } from '../../i18n/index.ts';
import {
  SPEED_UNITS,
  WALL_SIZES,
  changeWall,
  setArranging,
  switchLayer,
  useLayers,
  useSettings,
  useWall,
  withLayout,
  withPreset,
} from '../../state/index.ts';
import type { WallBook } from '../../state/index.ts';
import { openKeysHelp } from '../keys-help.tsx';
import { VIEWS } from '../navigation.tsx';
import { openWindow } from '../open-window.ts';
import { hashOf, routeOf } from '../routes.ts';
import type { Route } from '../routes.ts';
import { goTo } from '../use-route.ts';
import type { Command } from './find-commands.ts';

type Kind = Extract<Key, `palette.kind.${string}`>;

/** A command under the name of a catalogue key: found in every language, shown in the one that is on. */
function named<K extends Key>(kind: Kind, key: K, args: Args<K>, run: () => void): Command {
  const { t } = textIn(useLanguage.getState().language);
  const names = LANGUAGES.flatMap((language) => {
    const other = textIn(language);
    return [other.t(key, ...args), `${other.t(kind)} ${other.t(key, ...args)}`];
  });
  return { id: `${key} ${JSON.stringify(args)}`, title: t(key, ...args), kind: t(kind), names, run };
}

const toWall = (change: () => void) => () => {
  change();
  goTo({ view: 'live' });
};

/** Everything that can be reached by name. Another page, action or layer is one more line. */
export function allCommands(
  cameras: readonly CameraView[],
  book: WallBook,
  onSignOut: (() => void) | null,
): readonly Command[] {
  return [
    ...pageCommands(),
    ...cameraCommands(cameras),
    ...wallCommands(book),
    ...actionCommands(),
    ...(onSignOut === null ? [] : [named('palette.kind.action', 'app.signOut', [], onSignOut)]),
  ];
}

function pageCommands(): readonly Command[] {
  return VIEWS.map(({ view }) => named('palette.kind.page', `nav.${view}`, [], () => goTo(routeOf(`#/${view}`))));
}

function cameraCommands(cameras: readonly CameraView[]): readonly Command[] {
  return cameras.flatMap(({ id, name }) => {
    const places: readonly (readonly [Extract<Key, `palette.camera.${string}`>, Route])[] = [
      ['palette.camera.large', { view: 'live', cameraId: id }],
      ['palette.camera.page', { view: 'camera', cameraId: id }],
    ];
    return [
      ...places.map(([key, route]) => named('palette.kind.camera', key, [{ name }], () => goTo(route))),
      named('palette.kind.camera', 'palette.camera.window', [{ name }], () =>
        openWindow({ view: 'alone', show: 'camera', cameraId: id }),
      ),
    ];
  });
}

function wallCommands({ layouts, groups }: WallBook): readonly Command[] {
  return [
    ...WALL_SIZES.map((size) =>
      named(
        'palette.kind.layout',
        'wall.layout.even',
        [{ tiles: size }],
        toWall(() => changeWall((now) => withPreset(now, size))),
      ),
    ),
    ...layouts.flatMap((layout) => [
      named(
        'palette.kind.layout',
        'palette.layout',
        [{ name: layout.name }],
        toWall(() => changeWall(() => withLayout(layout))),
      ),
      named('palette.kind.layout', 'palette.layout.window', [{ name: layout.name }], () =>
        openWindow({ view: 'alone', show: 'layout', layoutId: layout.id }),
      ),
    ]),
    named(
      'palette.kind.group',
      'wall.group.all',
      [],
      toWall(() => changeWall((now) => ({ ...now, groupId: null, page: 0 }))),
    ),
    ...groups.map(({ id, name }) =>
      named(
        'palette.kind.group',
        'palette.group',
        [{ name }],
        toWall(() => changeWall((now) => ({ ...now, groupId: id, page: 0 }))),
      ),
    ),
  ];
}

function actionCommands(): readonly Command[] {
  const { layers } = useLayers.getState();
  const { cycling } = useWall.getState().now;
  const action = <K extends Key>(key: K, args: Args<K>, run: () => void) =>
    named('palette.kind.action', key, args, run);
  return [
    action(
      'wall.arrange',
      [],
      toWall(() => setArranging(true)),
    ),
    action(
      cycling ? 'palette.cycle.off' : 'wall.cycle',
      [],
      toWall(() => changeWall((now) => ({ ...now, cycling: !cycling }))),
    ),
    action('palette.window', [], () => openWindow({ view: 'alone', show: 'live' })),
    action('palette.kiosk', [], startKiosk),
    action('app.keys', [], openKeysHelp),
    ...LAYER_NAMES.map((name) =>
      named(layers.has(name) ? 'palette.kind.hide' : 'palette.kind.show', `layer.${name}`, [], () =>
        switchLayer(name, !layers.has(name)),
      ),
    ),
    ...SPEED_UNITS.map((unit) => action(`palette.unit.${unit}`, [], () => useSettings.getState().setSpeedUnit(unit))),
    ...LANGUAGES.map((language) =>
      action(`palette.language.${language}`, [], () => useLanguage.getState().setLanguage(language)),
    ),
  ];
}

/** The wall alone, turning its pages, in the whole screen where the browser allows it. */
export function startKiosk(): void {
  changeWall((now) => ({ ...now, cycling: true }));
  window.location.hash = hashOf({ view: 'alone', show: 'live' });
  void document.documentElement.requestFullscreen().catch(() => undefined);
}
