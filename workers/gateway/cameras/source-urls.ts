import type { CameraSource, Credential } from '../../../domain/contracts/source.ts';
import { problem } from '../base/problem.ts';
import { hideSecrets, restoreHidden, splitCredential } from './split-credential.ts';

/** The URLs of a source, main one first; none for files, devices and test pictures. */
export function urlsOf(source: CameraSource): readonly string[] {
  return 'url' in source ? [source.url, ...source.backupUrls] : [];
}

export function mapUrls(source: CameraSource, map: (url: string) => string): CameraSource {
  return 'url' in source ? { ...source, url: map(source.url), backupUrls: source.backupUrls.map(map) } : source;
}

/** A source as it may be shown. */
export function shownSource(source: CameraSource): CameraSource {
  return mapUrls(source, hideSecrets);
}

/** Takes the credential out of a source's URLs; hidden parts that came back unchanged are put back in. */
export function storedSource(
  given: CameraSource,
  before: CameraSource | null,
): { source: CameraSource; credential: Credential | null } {
  const known = before ? urlsOf(before) : [];
  const restored = mapUrls(given, (url) => restoreHidden(url, known));
  const found = urlsOf(restored).flatMap((url) => splitCredential(url).credential ?? []);
  const [first] = found;
  if (first && found.some((other) => other.user !== first.user || other.password !== first.password)) {
    throw problem(
      400,
      'two-credentials',
      'The camera URL and its backup URLs carry different users or passwords.',
      'A camera has one user and password for all its URLs; give it in the fields for it.',
    );
  }
  return { source: mapUrls(restored, (url) => splitCredential(url).url), credential: first ?? null };
}

/** The hosts a stored password may be sent to. */
export function hostsOf(source: CameraSource): ReadonlySet<string> {
  return new Set(urlsOf(source).map((url) => /^[a-z][a-z0-9+.-]*:\/\/([^/?#]*)/i.exec(url)?.[1]?.toLowerCase() ?? url));
}
