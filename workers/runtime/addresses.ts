import path from 'node:path';

/** The socket of a process of this launch: a short path in a private folder, or a named pipe on Windows. */
export function socketPath(folder: string, name: string): string {
  if (process.platform === 'win32') return `\\\\.\\pipe\\${path.basename(folder)}-${name}`;
  return path.join(folder, `${name}.sock`);
}

/** Where the secret of a launch lies, for its processes: no environment and no command line ever holds it. */
export function secretFile(folder: string): string {
  return path.join(folder, 'secret');
}
