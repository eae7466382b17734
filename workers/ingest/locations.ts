import { fail, ok, type Result } from '../../domain/base/result.ts';
import { hideSecretParameters, secretParameters } from '../../domain/camera/secret-parameters.ts';
import type { Credential, CameraSource } from '../../domain/contracts/source.ts';

export type NetworkKind = Extract<CameraSource, { url: string }>['kind'];

/** An address ready for use: one to show, and, where there is a secret in it, one that must never be shown. */
export interface NetworkLocation {
  readonly shown: string;
  readonly secret: string | null;
}

const SCHEMES: Readonly<Record<NetworkKind, readonly string[]>> = {
  rtsp: ['rtsp:', 'rtsps:'],
  rtmp: ['rtmp:', 'rtmps:'],
  http: ['http:', 'https:'],
  hls: ['http:', 'https:'],
  mjpeg: ['http:', 'https:'],
};

/** Checks an address and takes what is secret out of it: a password before the host, and in parameters. */
export function networkLocation(
  kind: NetworkKind,
  url: string,
  credential: Credential | null,
): Result<NetworkLocation> {
  const parsed = URL.parse(url);
  if (parsed === null) return fail('not-allowed', 'the address is not a URL', 'write it as in rtsp://host:554/path');
  if (!SCHEMES[kind].includes(parsed.protocol)) {
    const wanted = SCHEMES[kind].map((s) => `${s}//`).join(' or ');
    return fail('not-allowed', `${parsed.protocol}// is not an address of this kind of source`, `use ${wanted}`);
  }
  if (parsed.hostname === '')
    return fail('not-allowed', 'the address names no host', 'write it as in rtsp://host/path');
  const user = credential ? encodeURIComponent(credential.user) : parsed.username;
  const password = credential ? encodeURIComponent(credential.password) : parsed.password;
  parsed.username = '';
  parsed.password = '';
  const bare = parsed.href;
  const shown = hideSecretParameters(bare);
  if (user === '' && password === '') return ok({ shown, secret: shown === bare ? null : bare });
  const secret = bare.replace('//', () => `//${user}${password === '' ? '' : `:${password}`}@`);
  return ok({ shown, secret });
}

const ADDRESS = /[a-z][a-z0-9+.-]*:\/\/[^\s'"]+?(?=:?(?:[\s'"]|$))/gi;

/** Removes passwords from text of any origin: those in addresses, which may be others than ours, and those known by name. */
export function redact(text: string, secrets: readonly string[] = []): string {
  let clean = text.replace(/([a-z][a-z0-9+.-]*:\/\/)[^\s/@'"]*@/gi, '$1***@').replace(ADDRESS, hideSecretParameters);
  for (const secret of secrets) {
    if (secret.length >= 3) clean = clean.replaceAll(secret, '***');
  }
  return clean;
}

/** Every spelling under which a location's secret may turn up in ffmpeg's words. */
export function secretsOf(location: NetworkLocation, credential: Credential | null): string[] {
  const secrets = location.secret === null ? [] : [location.secret];
  if (credential) secrets.push(credential.password, encodeURIComponent(credential.password));
  for (const value of secretParameters(location.secret ?? '')) secrets.push(value, decoded(value));
  return secrets.filter((s) => s !== '');
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
