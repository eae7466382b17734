/** Stands in an address where a secret is hidden. */
export const HIDDEN = '***';

const PASSWORD = '(?:login|user|usr|admin|camera)?[-_]?(?:pass|pas|passwd|password|passwort|passphrase|pwd|psw|pw)';
const KEY = '(?:access|api|auth|private|sas|session|stream)?[-_]?(?:key|token)';
const OTHER = 'auth|authorization|(?:client[-_]?)?secret|sig|signature|(?:[a-z]+-)+signature';
const SECRET_NAME = new RegExp(`^(?:${PASSWORD}|${KEY}|${OTHER})$`, 'i');
/** Some cameras take parameters in the path, as in /user=admin_password=x_channel=1. */
const PATH_PARAMETER = /([/&;_])([a-z][a-z0-9-]*)=([^/&;]*?)(?=[/&;]|_[a-z]+=|$)/gi;

/** An address fit to be shown and stored: the values of parameters that are named like a secret are hidden. */
export function hideSecretParameters(address: string): string {
  return mapSecrets(address, () => HIDDEN);
}

/** What `hideSecretParameters` hides, as it stands in the address. */
export function secretParameters(address: string): readonly string[] {
  const found: string[] = [];
  mapSecrets(address, (value) => {
    found.push(value);
    return value;
  });
  return found;
}

/** An address that was shown comes back without what was hidden in it. */
export function isSecretHidden(address: string): boolean {
  return secretParameters(address).includes(HIDDEN);
}

function mapSecrets(address: string, map: (value: string) => string): string {
  const question = address.indexOf('?');
  const path = question < 0 ? address : address.slice(0, question);
  const mapped = path.replace(PATH_PARAMETER, (whole, before: string, name: string, value: string) =>
    SECRET_NAME.test(name) ? `${before}${name}=${map(value)}` : whole,
  );
  if (question < 0) return mapped;
  const query = address.slice(question + 1).split('&');
  return `${mapped}?${query.map((parameter) => mapParameter(parameter, map)).join('&')}`;
}

function mapParameter(parameter: string, map: (value: string) => string): string {
  const equals = parameter.indexOf('=');
  const name = parameter.slice(0, Math.max(0, equals));
  return SECRET_NAME.test(name) ? `${name}=${map(parameter.slice(equals + 1))}` : parameter;
}
