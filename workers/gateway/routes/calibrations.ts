import { z } from 'zod';
import { calibrationViewSchema, calibrationWithdrawSchema } from '../../../domain/contracts/api.ts';
import { calibrationDraftSchema } from '../../../domain/contracts/calibration.ts';
import { uuidSchema } from '../../../domain/contracts/ids.ts';
import { checkLengths } from '../../../domain/traffic/speed/self-check.ts';
import { signedIn } from '../auth/authenticate.ts';
import { valueOf } from '../base/problem.ts';
import { cameraParams, emptySchema, existingCamera } from './context.ts';
import type { Api, GatewayContext } from './context.ts';

const tags = ['Calibration'];

/** How a camera's picture lies on the road. Calibrating anew adds a version; what was measured keeps the one it was measured with. */
export function calibrationRoutes(api: Api, context: GatewayContext): void {
  const { command, reader } = context.options;
  api.get(
    '/cameras/:id/calibration',
    {
      schema: {
        tags,
        summary: 'The calibration of a camera, its history, and what the lengths of cars say of it',
        params: cameraParams,
        response: { 200: calibrationViewSchema },
      },
    },
    async (request) => {
      const { id, calibration } = await existingCamera(context, request.params.id);
      const history = [...(await reader.calibrations(id))];
      if (calibration === null) return { history, check: null };
      return { history, check: checkLengths(await reader.carLengths(calibration.versionId), calibration.carMetres) };
    },
  );
  api.put(
    '/cameras/:id/calibration',
    {
      schema: {
        tags,
        summary: 'Calibrate a camera',
        description: 'Points that give no calibration are refused with the reason; errors are stored with the version.',
        params: cameraParams,
        body: calibrationDraftSchema,
        response: { 200: z.object({ versionId: uuidSchema }) },
      },
    },
    async (request) => {
      await existingCamera(context, request.params.id);
      const params = { actor: signedIn(request).user, cameraId: request.params.id, calibration: request.body };
      return valueOf(await command('calibration.put', params));
    },
  );
  api.post(
    '/cameras/:id/calibration/withdraw',
    {
      schema: {
        tags,
        summary: 'Withdraw the calibration of a camera',
        description: 'From then on nothing is measured in metres; what was measured before stays.',
        params: cameraParams,
        body: calibrationWithdrawSchema,
        response: { 200: emptySchema },
      },
    },
    async (request) => {
      await existingCamera(context, request.params.id);
      const params = { actor: signedIn(request).user, cameraId: request.params.id, note: request.body.note };
      return valueOf(await command('calibration.withdraw', params));
    },
  );
}
