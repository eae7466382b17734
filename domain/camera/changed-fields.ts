/** What has versions of its own (lines, zones, a calibration) is told by those. */
function hasVersions(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(hasVersions);
  return isPlain(value) && 'versionId' in value;
}

function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Which settings differ between two configurations, by their names with dots between, in the order of the alphabet. A source
 * is one setting: its parts mean something only together.
 */
export function changedFields(
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): readonly string[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return names.flatMap((name) => {
    const [old, now] = [before[name], after[name]];
    if (name === 'revision' || hasVersions(old) || hasVersions(now)) return [];
    if (name === 'analysis' || name === 'speed') return nested(name, old, now);
    return same(old, now) ? [] : [name];
  });
}

function nested(name: string, old: unknown, now: unknown): readonly string[] {
  if (!isPlain(old) || !isPlain(now)) return same(old, now) ? [] : [name];
  return changedFields(old, now).map((field) => `${name}.${field}`);
}

function same(old: unknown, now: unknown): boolean {
  return JSON.stringify(old) === JSON.stringify(now);
}
