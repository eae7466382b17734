import { z } from 'zod';

/** What the desktop's preload hands over: where the gateway is and a token for this launch. */
const gatewaySchema = z.object({ url: z.url({ protocol: /^https?$/ }), token: z.string().min(16) });
export type DesktopGateway = z.infer<typeof gatewaySchema>;

declare global {
  interface Window {
    readonly commandCenter?: { readonly gateway?: unknown };
  }
}

/** The desktop's gateway; null in a browser, where the page came from the gateway itself. */
export function desktopGateway(source: Pick<Window, 'commandCenter'> = window): DesktopGateway | null {
  const parsed = gatewaySchema.safeParse(source.commandCenter?.gateway);
  return parsed.success ? parsed.data : null;
}

/** The gateway's address without a slash at the end, and the live socket's beside it. */
export function gatewayAddresses(gatewayUrl: string): { readonly rest: string; readonly live: string } {
  const rest = gatewayUrl.replace(/\/+$/, '');
  return { rest, live: `${rest.replace(/^http/, 'ws')}/api/v1/live` };
}
