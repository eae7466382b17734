/** Words that a log or message may never carry: passwords in addresses, keys and tokens in queries and headers. */
const RULES: readonly (readonly [RegExp, string])[] = [
  [/([a-z][a-z0-9+.-]*:\/\/)[^\s/@'"]+@/gi, '$1***@'],
  [/([?&#](?:key|token|password|pass|pwd|secret|auth)=)[^&\s'"]+/gi, '$1***'],
  [/(authorization:\s*(?:bearer|basic)\s+)\S+/gi, '$1***'],
  [/("(?:password|token|key|secret|dataKey|accessToken)"\s*:\s*")[^"]*"/gi, '$1***"'],
];

/** The text without its secrets. */
export function redact(text: string): string {
  let clean = text;
  for (const [pattern, replacement] of RULES) clean = clean.replace(pattern, replacement);
  return clean;
}
