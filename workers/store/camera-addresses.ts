import { fail, ok } from '../../domain/base/result.ts';
import type { Result } from '../../domain/base/result.ts';
import { hideSecretParameters, isSecretHidden } from '../../domain/camera/secret-parameters.ts';
import type { CameraDraft } from '../../domain/contracts/camera-config.ts';
import type { CameraSource } from '../../domain/contracts/source.ts';
import type { StoredCamera } from './camera-rows.ts';
import { openAddresses, sealAddresses } from './secrets.ts';

/** A draft as it may be stored in clear, and its whole addresses, sealed, where a secret is hidden in it. */
export interface SecretsApart {
  readonly draft: CameraDraft;
  readonly addresses: Uint8Array | null;
}

/** Hides the secrets of a draft's addresses. Those that come back hidden, as they were shown, are the stored ones. */
export function secretsApart(
  key: Uint8Array,
  draft: CameraDraft,
  before: Pick<StoredCamera, 'draft' | 'addresses'> | null,
): Result<SecretsApart> {
  const given = addressesOf(draft.source);
  // Untouched, they stay as they are even where the key to open them is missing.
  if (before?.addresses && sameWords(given, addressesOf(before.draft.source)))
    return ok({ draft, addresses: before.addresses });
  const known = before?.addresses ? (openAddresses(key, draft.id, before.addresses) ?? []) : [];
  const whole = given.map((address) => known.find((one) => hideSecretParameters(one) === address) ?? address);
  if (whole.some(isSecretHidden)) {
    return fail(
      'secret-left-out',
      'the address of the camera has *** in the place of its password',
      'enter the address again with the password in it: it is stored encrypted',
    );
  }
  const hidden = whole.map(hideSecretParameters);
  const source = withAddresses(draft.source, hidden);
  return ok({
    draft: { ...draft, source },
    addresses: sameWords(hidden, whole) ? null : sealAddresses(key, draft.id, whole),
  });
}

/** The source with other addresses, main one first; null leaves it as it is. */
export function withAddresses(source: CameraSource, addresses: readonly string[] | null): CameraSource {
  const [url, ...backupUrls] = addresses ?? [];
  return 'url' in source && url !== undefined ? { ...source, url, backupUrls } : source;
}

function addressesOf(source: CameraSource): readonly string[] {
  return 'url' in source ? [source.url, ...source.backupUrls] : [];
}

function sameWords(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((word, at) => word === others[at]);
}
