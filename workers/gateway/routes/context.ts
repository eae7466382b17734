import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FastifyBaseLogger, FastifyInstance, RawServerDefault } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { cameraIdSchema } from '../../../domain/contracts/ids.ts';
import type { CameraConfig } from '../../../domain/contracts/camera-config.ts';
import type { AccessTokens, Principal } from '../auth/access-tokens.ts';
import type { OneTimeTokens } from '../auth/one-time-tokens.ts';
import type { SignInGuard } from '../auth/sign-in-guard.ts';
import type { GatewayLimits, GatewayOptions, SessionInfo } from '../base/ports.ts';
import { notFound } from '../base/problem.ts';
import type { PictureHub } from '../live/picture-hub.ts';
import type { SiteState } from '../live/site-state.ts';

/** The web server as the routes see it: what goes in and out is typed by the zod schemas. */
export type Api = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  ZodTypeProvider
>;

/** Everything a route may use. */
export interface GatewayContext {
  readonly options: GatewayOptions;
  readonly limits: GatewayLimits;
  readonly tokens: AccessTokens;
  readonly oneTime: OneTimeTokens;
  readonly guard: SignInGuard;
  readonly hub: PictureHub;
  readonly state: SiteState;
  /** Known once the gateway listens. */
  readonly port: () => number;
  readonly baseUrl: () => string;
  readonly sessionInfo: (who: Principal) => SessionInfo;
  /** Nobody looks at cameras that are no more. */
  readonly forgetDeletedCameras: () => Promise<void>;
}

export const emptySchema = z.object({}).describe('Done.');
export const cameraParams = z.object({ id: cameraIdSchema });

export async function existingCamera(context: GatewayContext, id: string): Promise<CameraConfig> {
  const camera = await context.options.reader.camera(id);
  if (!camera) throw notFound('camera');
  return camera;
}

/** Adds a row to the audit. Losing one because the store is away must not stop the work: it is logged instead. */
export async function audit(context: GatewayContext, actor: string, action: string, subject: string): Promise<void> {
  const { command, log } = context.options;
  const added = await command('audit.add', { actor, action, subject, detail: '' });
  if (!added.ok) log.warn('an audit row could not be stored', { actor, action, subject, why: added.failure.message });
}
