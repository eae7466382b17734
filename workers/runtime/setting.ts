/** A setting that its process cannot live without; its absence is a bug of the host. */
export function neededSetting(settings: Readonly<Record<string, string>>, name: string): string {
  const value = settings[name];
  if (value === undefined) throw new Error(`the host did not give the setting "${name}"`);
  return value;
}

/** A whole number among the settings. */
export function numberSetting(settings: Readonly<Record<string, string>>, name: string, otherwise: number): number {
  const value = Number(settings[name]);
  return Number.isFinite(value) && settings[name] !== undefined && settings[name] !== '' ? value : otherwise;
}
