import { cameraIdSchema } from '../../../domain/contracts/ids.ts';
import type { CameraView } from '../../../domain/contracts/api.ts';
import type { CameraChange, NewCamera } from '../../api/index.ts';
import type { CameraSource, Credential } from '../../../domain/contracts/source.ts';
import { asKind, recogniseSource, sourceText, withoutCredential } from './recognise-source.ts';
import type { Recognised, SourceKind } from './recognise-source.ts';

/** The form as it is being filled in. */
export interface CameraForm {
  readonly text: string;
  /** Addresses to try when the first one does not answer, one a line. */
  readonly backups: string;
  /** null: as recognised from the text. */
  readonly kind: SourceKind | null;
  readonly transport: 'tcp' | 'udp';
  readonly pace: 'realtime' | 'max' | 'loop';
  readonly name: string;
  /** null: made from the name. */
  readonly id: string | null;
  readonly user: string;
  readonly password: string;
  /** The stored user and password are to be forgotten. */
  readonly forget: boolean;
  readonly note: string;
}

export const EMPTY_FORM: CameraForm = {
  text: '',
  backups: '',
  kind: null,
  transport: 'tcp',
  pace: 'loop',
  name: '',
  id: null,
  user: '',
  password: '',
  forget: false,
  note: '',
};

export function formOf(camera: CameraView): CameraForm {
  const { source } = camera;
  return {
    ...EMPTY_FORM,
    text: sourceText(source),
    backups: 'backupUrls' in source ? source.backupUrls.join('\n') : '',
    kind: source.kind,
    transport: source.kind === 'rtsp' ? source.transport : 'tcp',
    pace: 'pace' in source ? source.pace : 'loop',
    name: camera.name,
    id: camera.id,
    note: camera.note,
  };
}

/** As many backup addresses as the site takes. */
export const MOST_BACKUPS = 4;

/** Takes passwords out of the addresses as soon as a field is left, so that they do not stay readable on screen. */
export function credentialApart(form: CameraForm): Partial<CameraForm> {
  const [credential, another] = credentialsIn(form);
  // Two different ones stay where they are: which of them is meant is for the person to say.
  if (credential === undefined || another !== undefined) return {};
  const text = withoutCredential(form.text.trim()).url;
  const backups = form.backups.trim() === '' ? form.backups : backupsOf(form).join('\n');
  if (text === form.text.trim() && backups === form.backups) return {};
  return { text, backups, user: credential.user, password: credential.password };
}

export type FormProblem = 'no-source' | 'no-name' | 'bad-id' | 'too-many-backups' | 'two-credentials';

export function sourceOf(form: CameraForm): Recognised | null {
  const read =
    form.kind === null
      ? recogniseSource(form.text)
      : form.text.trim() === ''
        ? null
        : asKind(form.text.trim(), form.kind);
  if (read === null) return null;
  const { source } = read;
  if (source.kind === 'file' || source.kind === 'folder')
    return { source: { ...source, pace: form.pace }, credential: null };
  if (!('url' in source)) return { source, credential: null };
  const credential = credentialsIn(form)[0] ?? null;
  const live = { ...source, backupUrls: backupsOf(form) };
  return { source: live.kind === 'rtsp' ? { ...live, transport: form.transport } : live, credential };
}

function backupLines(form: CameraForm): readonly string[] {
  return form.backups.split('\n').flatMap((line) => (line.trim() === '' ? [] : [line.trim()]));
}

function backupsOf(form: CameraForm): string[] {
  return backupLines(form).map((address) => withoutCredential(address).url);
}

/** Every user and password that the form names, each once. What stands in the first address is newer than the fields. */
function credentialsIn(form: CameraForm): readonly Credential[] {
  const typed = form.user === '' && form.password === '' ? null : { user: form.user, password: form.password };
  const first = withoutCredential(form.text.trim()).credential ?? typed;
  const others = backupLines(form).map((address) => withoutCredential(address).credential);
  const all = [first, ...others].filter((one) => one !== null);
  return all.filter((one, at) => all.findIndex((other) => same(one, other)) === at);
}

function same(a: Credential, b: Credential): boolean {
  return a.user === b.user && a.password === b.password;
}

export function problemsOf(form: CameraForm, id: string): readonly FormProblem[] {
  const problems: FormProblem[] = [];
  const source = sourceOf(form)?.source;
  if (source === undefined) problems.push('no-source');
  if (form.name.trim() === '') problems.push('no-name');
  if (!cameraIdSchema.safeParse(id).success) problems.push('bad-id');
  if (source === undefined || !('url' in source)) return problems;
  if (source.backupUrls.length > MOST_BACKUPS) problems.push('too-many-backups');
  if (credentialsIn(form).length > 1) problems.push('two-credentials');
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

/** Only what the form shows is changed; a password that is left empty stays as it is, unless it is to be forgotten. */
export function cameraChange(form: CameraForm, before: CameraView): CameraChange | null {
  const read = sourceOf(form);
  if (read === null) return null;
  const source = keepUnseen(read.source, before.source);
  const change: CameraChange = { name: form.name.trim(), source, note: form.note.trim() };
  if (read.credential === null && !form.forget) return change;
  return { ...change, credential: read.credential };
}

/** Start times and the like are not in the form: a recording or a device that did not change keeps them. */
function keepUnseen(now: CameraSource, before: CameraSource): CameraSource {
  if ('url' in now || now.kind !== before.kind || sourceText(now) !== sourceText(before)) return now;
  return now.kind === 'file' || now.kind === 'folder' ? { ...before, ...now } : before;
}
