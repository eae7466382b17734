import { problem } from '../base/problem.ts';

/** Names under which this machine may be asked. Any other means that a web page tricks a browser into asking (DNS rebinding). */
export function hostsAt(port: number): readonly string[] {
  return [`127.0.0.1:${port}`, `localhost:${port}`, `[::1]:${port}`];
}

export function ownOrigins(port: number): readonly string[] {
  return hostsAt(port).map((host) => `http://${host}`);
}

export function checkHost(host: string | undefined, port: number): void {
  if (host !== undefined && hostsAt(port).includes(host.toLowerCase())) return;
  throw problem(
    403,
    'bad-host',
    'The request names a host that is not this machine.',
    `Open http://127.0.0.1:${port}/ instead; the gateway answers on this machine only.`,
  );
}

/** Who asks from a web page must come from one of ours. */
export function checkOrigin(origin: string, allowed: readonly string[]): void {
  if (allowed.includes(origin)) return;
  throw problem(
    403,
    'bad-origin',
    'The request comes from a page of another site.',
    'Use the screens of this program, or ask without a browser.',
  );
}

/** What a page of one of our other origins (the desktop's own protocol) may do here. */
export function corsHeaders(origin: string): Record<string, string> {
  return {
    'access-control-allow-origin': origin,
    'access-control-allow-methods': 'GET, POST, PUT, PATCH, DELETE',
    'access-control-allow-headers': 'authorization, content-type, range',
    'access-control-allow-private-network': 'true',
    'access-control-expose-headers': 'date, etag, retry-after, x-frame-id, x-frame-utc-us',
    'access-control-max-age': '600',
    vary: 'Origin',
  };
}
