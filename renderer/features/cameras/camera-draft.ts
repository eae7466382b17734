import { cameraIdSchema } from '../../../domain/contracts/ids.ts';
import type { CameraView } from '../../../domain/contracts/api.ts';
import type { CameraChange, NewCamera } from '../../api/index.ts';
import type { CameraSource } from '../../../domain/contracts/source.ts';
import { asKind, recogniseSource, sourceText, withoutCredential } from './recognise-source.ts';
import type { Recognised, SourceKind } from './recognise-source.ts';

/** The form as it is being filled in. */
export interface CameraForm {
  readonly text: string;
  /** null: as recognised from the text. */
  readonly kind: SourceKind | null;
  readonly transport: 'tcp' | 'udp';
  readonly pace: 'realtime' | 'max' | 'loop';
  readonly name: string;
  /** null: made from the name. */
  readonly id: string | null;
  readonly user: string;
  readonly password: string;
  readonly note: string;
}

export const EMPTY_FORM: CameraForm = {
  text: '',
  kind: null,
  transport: 'tcp',
  pace: 'loop',
  name: '',
  id: null,
  user: '',
  password: '',
  note: '',
};

export function formOf(camera: CameraView): CameraForm {
  const { source } = camera;
  return {
    ...EMPTY_FORM,
    text: sourceText(source),
    kind: source.kind,
    transport: source.kind === 'rtsp' ? source.transport : 'tcp',
    pace: 'pace' in source ? source.pace : 'loop',
    name: camera.name,
    id: camera.id,
    note: camera.note,
  };
}

/** Takes a password out of the address as soon as the field is left, so that it does not stay readable on screen. */
export function credentialApart(form: CameraForm): Partial<CameraForm> {
  const { url, credential } = withoutCredential(form.text.trim());
  return credential === null ? {} : { text: url, user: credential.user, password: credential.password };
}

export type FormProblem = 'no-source' | 'no-name' | 'bad-id';

export function sourceOf(form: CameraForm): Recognised | null {
  const read =
    form.kind === null
      ? recogniseSource(form.text)
      : form.text.trim() === ''
        ? null
        : asKind(form.text.trim(), form.kind);
  if (read === null) return null;
  const { source } = read;
  const typed = form.user === '' && form.password === '' ? null : { user: form.user, password: form.password };
  const credential = typed ?? read.credential;
  if (source.kind === 'rtsp') return { source: { ...source, transport: form.transport }, credential };
  if (source.kind === 'file' || source.kind === 'folder') return { source: { ...source, pace: form.pace }, credential };
  return { source, credential };
}

export function problemsOf(form: CameraForm, id: string): readonly FormProblem[] {
  const problems: FormProblem[] = [];
  if (sourceOf(form) === null) problems.push('no-source');
  if (form.name.trim() === '') problems.push('no-name');
  if (!cameraIdSchema.safeParse(id).success) problems.push('bad-id');
  return problems;
}

export function newCamera(form: CameraForm, id: string, timeZone: string): NewCamera | null {
  const read = sourceOf(form);
  if (read === null) return null;
  return {
    id,
    name: form.name.trim(),
    source: read.source,
    credential: read.credential,
    note: form.note.trim(),
    timeZone,
  };
}

/** Only what the form shows is changed; a password that is left empty stays as it is. */
export function cameraChange(form: CameraForm, before: CameraView): CameraChange | null {
  const read = sourceOf(form);
  if (read === null) return null;
  const source = keepUnseen(read.source, before.source);
  const change: CameraChange = { name: form.name.trim(), source, note: form.note.trim() };
  return read.credential === null ? change : { ...change, credential: read.credential };
}

/** Backup addresses, start times and the like are not in the form: an address that did not change keeps them. */
function keepUnseen(now: CameraSource, before: CameraSource): CameraSource {
  if (now.kind !== before.kind || sourceText(now) !== sourceText(before)) return now;
  if (now.kind === 'rtsp') return { ...before, ...now, backupUrls: 'backupUrls' in before ? before.backupUrls : [] };
  if (now.kind === 'file' || now.kind === 'folder') return { ...before, ...now };
  return before;
}
