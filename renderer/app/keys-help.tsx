import { Kbd, Modal } from '@mantine/core';
import { useEffect } from 'react';
import { create } from 'zustand';
import { useText } from '../i18n/index.ts';
import type { Key } from '../i18n/index.ts';
import { isWriting } from '../ui/index.ts';
import classes from './frame.module.css';

const useKeysHelp = create<{ readonly opened: boolean }>(() => ({ opened: false }));

export function openKeysHelp(): void {
  useKeysHelp.setState({ opened: true });
}

type KeyRow = readonly [keys: readonly string[], text: Extract<Key, `keys.${string}`>];

const GROUPS: readonly { readonly title: Extract<Key, `keys.${string}`>; readonly rows: readonly KeyRow[] }[] = [
  {
    title: 'keys.everywhere',
    rows: [
      [['?'], 'keys.help'],
      [['Ctrl', 'K'], 'keys.palette'],
      [['Tab'], 'keys.tab'],
      [['Esc'], 'keys.back'],
    ],
  },
  {
    title: 'keys.wall',
    rows: [
      [['1', '–', '9'], 'keys.tile'],
      [['←', '↑', '↓', '→'], 'keys.arrows'],
      [['Enter'], 'keys.open'],
      [['PgUp', 'PgDn'], 'keys.page'],
      [['+', '-', '0'], 'keys.tile.zoom'],
      [['Shift', '←', '→'], 'keys.tile.pan'],
      [['F'], 'keys.tile.freeze'],
      [['C'], 'keys.tile.capture'],
      [['O'], 'keys.tile.camera'],
      [['←', '↑', '↓', '→'], 'keys.arrange'],
      [['Shift', '←', '→'], 'keys.arrange.size'],
    ],
  },
  {
    title: 'keys.incidents',
    rows: [
      [['J', 'K'], 'keys.incident.move'],
      [['A'], 'keys.incident.acknowledge'],
      [['V'], 'keys.incident.verify'],
      [['E'], 'keys.incident.respond'],
      [['R'], 'keys.incident.resolve'],
      [['N'], 'keys.incident.note'],
    ],
  },
  {
    title: 'keys.map',
    rows: [
      [['N', 'P'], 'keys.map.next'],
      [['Enter'], 'keys.map.open'],
      [['←', '↑', '↓', '→'], 'keys.map.move'],
      [['Ctrl', '←'], 'keys.map.turn'],
    ],
  },
  {
    title: 'keys.drawing',
    rows: [
      [['V', 'L', 'Z'], 'keys.tools'],
      [['←', '↑', '↓', '→'], 'keys.nudge'],
      [['Shift', '←'], 'keys.nudgeFar'],
      [['F'], 'keys.flip'],
      [['Del'], 'keys.delete'],
      [['Enter'], 'keys.close'],
      [['Ctrl', 'Z'], 'keys.undo'],
      [['Ctrl', 'Y'], 'keys.redo'],
      [['Ctrl', 'S'], 'keys.save'],
    ],
  },
];

/** All keys in one place; `?` opens it from anywhere. */
export function KeysHelp() {
  const { t } = useText();
  const { opened } = useKeysHelp();
  useEffect(() => {
    const stopping = new AbortController();
    window.addEventListener('keydown', askedForHelp, { signal: stopping.signal });
    return () => stopping.abort();
  }, []);
  return (
    <Modal
      opened={opened}
      onClose={() => useKeysHelp.setState({ opened: false })}
      title={t('app.keys')}
      centered
      closeButtonProps={{ 'aria-label': t('common.close') }}
      attributes={{ header: { role: 'none' } }}
    >
      {GROUPS.map((group) => (
        <section key={group.title}>
          <h3 className={classes['keysTitle']}>{t(group.title)}</h3>
          <table className={classes['keys']}>
            <tbody>
              {group.rows.map(([keys, text]) => (
                <tr key={text}>
                  <th scope="row">
                    {keys.map((key) => (
                      <Kbd key={key} size="xs" mr={3}>
                        {key}
                      </Kbd>
                    ))}
                  </th>
                  <td>{t(text)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      ))}
    </Modal>
  );
}

function askedForHelp(event: KeyboardEvent): void {
  if (event.key === '?' && !isWriting(event.target)) openKeysHelp();
}
