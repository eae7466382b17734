import { existsSync, readdirSync } from 'node:fs';

/** Why hardware decoding is not even worth a try here; null when a device exists. */
export function hardwareMissing(platform: NodeJS.Platform = process.platform): string | null {
  // Windows and macOS bring a decoder interface with the system; ffmpeg itself says when no device stands behind it.
  if (platform !== 'linux') return null;
  const renderNode = foldersEntries('/dev/dri').some((name) => name.startsWith('renderD'));
  return renderNode || existsSync('/dev/nvidia0') ? null : 'this machine has no video hardware that ffmpeg could use';
}

function foldersEntries(path: string): string[] {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
}
