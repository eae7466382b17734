import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { ElectronApi } from '../electron-api.ts';
import { APP_SCHEME, isAppAddress } from './app-address.ts';
import { pageHeaders } from './page-policy.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.pbf': 'application/x-protobuf',
};

/** Before Electron is ready: our addresses are a secure origin of their own, not `file:`. */
export function declareAppProtocol({ protocol }: Pick<ElectronApi, 'protocol'>): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: APP_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

/** The file of an address under the folder; null for anything that is not plainly inside. */
export function fileOf(address: string, folder: string): string | null {
  if (!isAppAddress(address)) return null;
  const wanted = decoded(new URL(address).pathname);
  if (wanted === null || /[\0\\:]/.test(wanted)) return null;
  const parts = wanted.split('/').filter((part) => part !== '');
  if (parts.some((part) => part.startsWith('.'))) return null;
  const file = path.join(folder, ...(parts.length === 0 ? ['index.html'] : parts));
  return file.startsWith(folder + path.sep) ? file : null;
}

function decoded(pathname: string): string | null {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return null;
  }
}

/** Answers requests for our own page from the folder of the built screens. */
export function createAppHandler(folder: string, gatewayUrl: () => string | null) {
  const root = path.resolve(folder);
  return async (request: Pick<Request, 'method' | 'url'>): Promise<Response> => {
    const headers = pageHeaders(gatewayUrl());
    if (request.method !== 'GET' && request.method !== 'HEAD') return new Response(null, { status: 405, headers });
    const file = fileOf(request.url, root);
    const type = file === null ? undefined : TYPES[path.extname(file).toLowerCase()];
    if (file === null || type === undefined) return new Response(null, { status: 404, headers });
    try {
      const body = await readFile(file);
      const answer = { ...headers, 'content-type': type, 'cache-control': 'no-cache' };
      return new Response(request.method === 'HEAD' ? null : body, { status: 200, headers: answer });
    } catch {
      return new Response(null, { status: 404, headers });
    }
  };
}
