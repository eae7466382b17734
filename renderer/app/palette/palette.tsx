import { Modal, TextInput } from '@mantine/core';
import { useEffect, useId, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { create } from 'zustand';
import { useText } from '../../i18n/index.ts';
import { useCameras, useWall } from '../../state/index.ts';
import { allCommands } from './commands.ts';
import { findCommands } from './find-commands.ts';
import type { Command } from './find-commands.ts';
import classes from './palette.module.css';

const usePalette = create<{ readonly opened: boolean }>(() => ({ opened: false }));
const close = () => usePalette.setState({ opened: false });

export function openPalette(): void {
  usePalette.setState({ opened: true });
}

/** Reaches every page, camera, layout and action by its name; Ctrl+K opens it from anywhere. */
export function Palette({ onSignOut }: { readonly onSignOut: (() => void) | null }) {
  const { t } = useText();
  const { opened } = usePalette();
  useEffect(() => {
    const stopping = new AbortController();
    window.addEventListener('keydown', askedForPalette, { signal: stopping.signal });
    return () => stopping.abort();
  }, []);
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={t('palette.title')}
      size="lg"
      yOffset="10dvh"
      closeButtonProps={{ 'aria-label': t('common.close') }}
      attributes={{ header: { role: 'none' } }}
    >
      <Commands onSignOut={onSignOut} />
    </Modal>
  );
}

function askedForPalette(event: globalThis.KeyboardEvent): void {
  if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
  event.preventDefault();
  usePalette.setState(({ opened }) => ({ opened: !opened }));
}

function Commands({ onSignOut }: { readonly onSignOut: (() => void) | null }) {
  const { t } = useText();
  const cameras = useCameras();
  const book = useWall((state) => state.book);
  const [typed, setTyped] = useState('');
  const [chosen, setChosen] = useState(0);
  const listId = useId();
  const found = findCommands(allCommands(cameras.data ?? [], book, onSignOut), typed);
  const at = Math.min(chosen, found.length - 1);
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [at]);

  const onKey = (event: KeyboardEvent) => {
    const command = found[at];
    if (event.key === 'Enter' && command !== undefined) run(command);
    else if (event.key in STEPS) setChosen(moved(event.key, at, found.length));
    else return;
    event.preventDefault();
  };

  return (
    <>
      <TextInput
        data-autofocus
        role="combobox"
        aria-label={t('palette.label')}
        aria-expanded="true"
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={found.length === 0 ? undefined : `${listId}-${at}`}
        placeholder={t('palette.hint')}
        value={typed}
        onChange={({ currentTarget }) => {
          setTyped(currentTarget.value);
          setChosen(0);
        }}
        onKeyDown={onKey}
      />
      <ul ref={list} id={listId} role="listbox" aria-label={t('palette.title')} className={classes['list']}>
        {found.map((command, index) => (
          <li
            key={command.id}
            id={`${listId}-${index}`}
            role="option"
            aria-selected={index === at}
            className={classes['option']}
            onClick={() => run(command)}
            onPointerMove={() => setChosen(index)}
          >
            <span className={classes['title']}>{command.title}</span>
            <span className={classes['kind']}>{command.kind}</span>
          </li>
        ))}
      </ul>
      <p role="status" className={found.length === 0 ? classes['none'] : 'visually-hidden'}>
        {found.length === 0 ? t('palette.none') : t('palette.found', { count: found.length })}
      </p>
    </>
  );
}

const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 };

function moved(key: string, at: number, count: number): number {
  const step = STEPS[key] ?? 0;
  // One step over the end comes out at the other; a leap stops there.
  if (Math.abs(step) === 1) return (at + step + count) % Math.max(1, count);
  return Math.max(0, Math.min(count - 1, at + step));
}

function run(command: Command): void {
  close();
  // The dialog gives the focus back first, so that what the command opens can keep it.
  setTimeout(command.run);
}
