/**
 * The headers of our own page: the same as the gateway gives its screens, but that ours must reach the gateway,
 * which is another origin here. A test holds both against each other.
 */
export function pageHeaders(gatewayUrl: string | null): Record<string, string> {
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' blob: data:",
    "font-src 'self' data:",
    "media-src 'self' blob:",
    ["connect-src 'self'", ...gatewayOrigins(gatewayUrl)].join(' '),
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

/** Exactly the gateway of this launch, for requests and for the live line. */
export function gatewayOrigins(gatewayUrl: string | null): readonly string[] {
  if (gatewayUrl === null) return [];
  const { origin } = new URL(gatewayUrl);
  return [origin, origin.replace(/^http/, 'ws')];
}
