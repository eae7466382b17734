import { Button, FileButton } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { DragEvent } from 'react';
import type { ModelImports } from '../../../domain/contracts/model-import.ts';
import { ApiError } from '../../api/index.ts';
import { useText } from '../../i18n/index.ts';
import { queryKeys, useSite } from '../../state/index.ts';
import { Icon, Panel, ProblemNotice } from '../../ui/index.ts';
import { ImportWork } from './import-work.tsx';
import classes from './import.module.css';

/** The way in for one's own models: drop the file, then see what it is. */
export function ImportPanel({ known }: { readonly known: ModelImports }) {
  const { t, f } = useText();
  const { api } = useSite();
  const queries = useQueryClient();
  const [openId, setOpenId] = useState<string | null>(null);
  const bring = useMutation({
    mutationFn: (file: File) => {
      // The browser knows the size before anything is sent.
      if (file.size > known.limits.fileBytes) throw tooLarge(file.size);
      return api.bringModel(file);
    },
    onSuccess: ({ importId }) => setOpenId(importId),
    onSettled: () => queries.invalidateQueries({ queryKey: queryKeys.modelImports }),
  });
  const open = known.imports.find(({ importId }) => importId === openId);
  return (
    <Panel title={t('import.title')}>
      {bring.error !== null && <ProblemNotice error={bring.error} />}
      <DropZone busy={bring.isPending} name={bring.variables?.name ?? ''} onFile={bring.mutate} />
      {known.imports.length > 0 && (
        <ul className={classes['waiting']} aria-label={t('import.waiting')}>
          {known.imports.map(({ importId, fileName, bytes }) => (
            <li key={importId} data-open={importId === openId}>
              <Icon name="chip" size={15} />
              <strong>{fileName}</strong>
              <span>{f.bytes(bytes)}</span>
              <Button
                size="compact-xs"
                variant="default"
                aria-expanded={importId === openId}
                aria-label={t(importId === openId ? 'import.close.named' : 'import.continue.named', { name: fileName })}
                onClick={() => setOpenId(importId === openId ? null : importId)}
              >
                {t(importId === openId ? 'import.close' : 'import.continue')}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {open !== undefined && <ImportWork key={open.importId} brought={open} onDone={() => setOpenId(null)} />}
    </Panel>
  );
}

interface DropZoneProps {
  readonly busy: boolean;
  readonly name: string;
  readonly onFile: (file: File) => void;
}

function DropZone({ busy, name, onFile }: DropZoneProps) {
  const { t } = useText();
  const [over, setOver] = useState(false);
  // So that the same file can be chosen again.
  const reset = useRef<() => void>(null);
  const choose = (file: File | null) => {
    reset.current?.();
    if (file !== null) onFile(file);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const [file] = event.dataTransfer.files;
    if (file !== undefined && !busy) onFile(file);
  };
  const hover = (event: DragEvent) => {
    event.preventDefault();
    setOver(true);
  };
  return (
    <div
      className={classes['drop']}
      data-over={over}
      data-testid="model-drop"
      onDragOver={hover}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <Icon name={busy ? 'connecting' : 'chip'} size={30} />
      <div className={classes['dropWords']} role="status">
        <strong>{busy ? t('import.busy', { name }) : t('import.drop')}</strong>
        <span>{t(busy ? 'import.busy.hint' : 'import.drop.hint')}</span>
      </div>
      <FileButton accept=".onnx" onChange={choose} resetRef={reset}>
        {(props) => (
          <Button {...props} variant="default" size="xs" loading={busy}>
            {t('import.choose')}
          </Button>
        )}
      </FileButton>
    </div>
  );
}

function tooLarge(bytes: number): ApiError {
  const message = `the file has ${bytes} bytes`;
  return new ApiError(0, { code: 'import-too-large', message, hint: 'Use a smaller model.' });
}
