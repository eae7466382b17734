import { describe, expect, it } from 'vitest';
import { textsFor } from '../../../../electron/i18n/texts.ts';
import { menuTemplate, type MenuActions } from '../../../../electron/menu/menu-template.ts';

type MenuItem = ReturnType<typeof menuTemplate>[number];
const displays = [
  { id: 7, primary: true, width: 1920, height: 1080 },
  { id: 9, primary: false, width: 3840, height: 2160 },
];

function make(facts: { isMac?: boolean; devTools?: boolean; locale?: string } = {}) {
  const calls: unknown[] = [];
  const note =
    (name: string) =>
    (...values: unknown[]) =>
      void calls.push([name, ...values]);
  const actions: MenuActions = {
    newWindow: note('newWindow'),
    allowFolder: note('allowFolder'),
    openDataFolder: note('openDataFolder'),
    openLogFolder: note('openLogFolder'),
    about: note('about'),
    quit: note('quit'),
  };
  const texts = textsFor(facts.locale ?? 'en');
  const template = menuTemplate({ texts, displays, isMac: false, devTools: false, ...facts }, actions);
  return { template, calls };
}

function allItems(items: readonly MenuItem[]): MenuItem[] {
  return items.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? allItems(item.submenu) : [])]);
}

const click = (template: MenuItem[], label: string): void => {
  const item = allItems(template).find((entry) => entry.label === label);
  if (item?.click === undefined) throw new Error(`no item "${label}" that can be clicked`);
  (item.click as () => void)();
};

describe('the menu', () => {
  it('opens a window on the display that is chosen', () => {
    const { template, calls } = make();
    click(template, 'New window');
    click(template, 'Display 1: 1920 × 1080 (main)');
    click(template, 'Display 2: 3840 × 2160');
    expect(calls).toEqual([['newWindow'], ['newWindow', 7], ['newWindow', 9]]);
  });

  it.each([
    ['Open data folder', 'openDataFolder'],
    ['Open log folder', 'openLogFolder'],
    ['Allow a folder of recordings…', 'allowFolder'],
    ['About Traffic Command Center', 'about'],
    ['Quit', 'quit'],
  ])('"%s" does %s', (label, action) => {
    const { template, calls } = make();
    click(template, label);
    expect(calls).toEqual([[action]]);
  });

  it('cannot reload or look inside, unless developer tools were asked for', () => {
    const roles = (devTools: boolean) => allItems(make({ devTools }).template).map(({ role }) => role);
    expect(roles(false)).not.toContain('reload');
    expect(roles(false)).not.toContain('toggleDevTools');
    expect(roles(true)).toEqual(expect.arrayContaining(['reload', 'toggleDevTools']));
    expect([...roles(false), ...roles(true)]).not.toContain('forceReload');
  });

  it('has its own menu for the program on a Mac, and quits from the file menu elsewhere', () => {
    const items = (isMac: boolean) => allItems(make({ isMac }).template);
    expect(items(true).map(({ role }) => role)).toContain('appMenu');
    expect(items(true).map(({ label }) => label)).not.toContain('Quit');
    expect(items(false).map(({ label }) => label)).toContain('Quit');
  });

  it('speaks Vietnamese', () => {
    expect(make({ locale: 'vi-VN' }).template.map(({ label }) => label)).toEqual([
      'Tệp',
      'Sửa',
      'Xem',
      'Cửa sổ',
      'Trợ giúp',
    ]);
  });
});
