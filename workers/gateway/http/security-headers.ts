import { hostsAt } from './origin-guard.ts';

/** Sent with every answer. Nothing comes from elsewhere, nothing of ours is framed elsewhere. */
export function securityHeaders(port: number): Record<string, string> {
  const sockets = hostsAt(port)
    // Browsers do not take an IPv6 address as a source; 'self' covers it.
    .filter((host) => !host.startsWith('['))
    .map((host) => `ws://${host}`);
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' blob: data:",
    "font-src 'self' data:",
    "media-src 'self' blob:",
    `connect-src 'self' ${sockets.join(' ')}`,
    "worker-src 'self' blob:",
    "manifest-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ];
  return {
    'content-security-policy': policy.join('; '),
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), microphone=(), geolocation=()',
  };
}
