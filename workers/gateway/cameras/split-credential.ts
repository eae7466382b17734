import { hideSecretParameters } from '../../../domain/camera/secret-parameters.ts';
import type { Credential } from '../../../domain/contracts/source.ts';

const SCHEME = /^([a-z][a-z0-9+.-]*:\/\/)(.*)$/is;

/**
 * Takes user and password out of a pasted URL, so that they are stored as a credential and never shown again.
 * People paste passwords as they are, with @, : and / in them, so this reads what was meant rather than the standard.
 */
export function splitCredential(url: string): { readonly url: string; readonly credential: Credential | null } {
  const [, scheme, rest] = SCHEME.exec(url.trim()) ?? [];
  if (scheme === undefined || rest === undefined) return { url: url.trim(), credential: null };
  const at = endOfCredential(rest);
  if (at < 0) return { url: scheme + rest, credential: null };
  const [user, password] = halves(rest.slice(0, at));
  return { url: scheme + rest.slice(at + 1), credential: { user: decoded(user), password: decoded(password) } };
}

/** A URL fit to be shown: no credential, and values of parameters that are named like a secret are hidden. */
export function hideSecrets(url: string): string {
  return hideSecretParameters(splitCredential(url).url);
}

/** A URL that came back as it was shown stands for the one that was stored. */
export function restoreHidden(url: string, stored: readonly string[]): string {
  return stored.find((candidate) => hideSecrets(candidate) === url) ?? url;
}

/** Where the last @ of the credential stands, or -1. */
function endOfCredential(rest: string): number {
  const end = rest.search(/[/?#]/);
  const authority = end < 0 ? rest : rest.slice(0, end);
  const at = authority.lastIndexOf('@');
  if (at >= 0 || end < 0) return at;
  // "admin:pa" is no host with a port: the slash belonged to the password and its @ comes later.
  const port = /:([^\]:]*)$/.exec(authority)?.[1];
  return port !== undefined && !/^\d*$/.test(port) ? rest.lastIndexOf('@') : -1;
}

function halves(text: string): [string, string] {
  const colon = text.indexOf(':');
  return colon < 0 ? [text, ''] : [text.slice(0, colon), text.slice(colon + 1)];
}

/** Percent codes are read where they are well formed; a bare % in a password stays what it is. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
