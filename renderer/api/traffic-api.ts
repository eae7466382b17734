import { z } from 'zod';
import type { movementDrawingSchema } from '../../domain/contracts/camera-config.ts';
import {
  movementMatrixSchema,
  movementTrackSchema,
  movementsGeneratedSchema,
  pcuViewSchema,
  peakHoursSchema,
  proposalsSchema,
  volumesViewSchema,
} from '../../domain/contracts/traffic-api.ts';
import type { pcuChoiceSchema } from '../../domain/contracts/traffic-api.ts';
import type { Client } from './client.ts';

export type MovementInput = z.input<typeof movementDrawingSchema>;
export type PcuChoice = z.input<typeof pcuChoiceSchema>;

/** A stretch of time of one camera. */
export interface Interval {
  readonly from: number;
  readonly to: number;
}
export interface MovementTrackFilter extends Interval {
  /** Absent: tracks that fit none. */
  readonly movementId?: string | undefined;
  readonly class?: string | undefined;
  readonly before?: string | undefined;
  readonly limit?: number | undefined;
}

type Signal = AbortSignal | undefined;
const doneSchema = z.unknown();
const camera = (id: string) => `/cameras/${encodeURIComponent(id)}`;

/** Movements, peak hours and passenger car units, by what a person does with them. */
export function trafficRoutes({ call, text }: Client) {
  return {
    addMovement: (id: string, drawing: MovementInput) =>
      call({ method: 'POST', path: `${camera(id)}/movements`, body: drawing, answer: doneSchema }),
    changeMovement: (movementId: string, drawing: MovementInput) =>
      call({ method: 'PATCH', path: `/movements/${movementId}`, body: drawing, answer: doneSchema }),
    removeMovement: (movementId: string) =>
      call({ method: 'DELETE', path: `/movements/${movementId}`, answer: doneSchema }),
    generateMovements: (id: string, wish: { readonly turns: boolean; readonly anyDirection: boolean }) =>
      call({ method: 'POST', path: `${camera(id)}/movements/generate`, body: wish, answer: movementsGeneratedSchema }),
    proposeMovements: (id: string) =>
      call({ method: 'POST', path: `${camera(id)}/movements/propose`, body: {}, answer: proposalsSchema }),
    movementMatrix: (id: string, interval: Interval, signal: Signal) =>
      call({ path: `${camera(id)}/movements/matrix`, query: { ...interval }, answer: movementMatrixSchema, signal }),
    movementTracks: (id: string, filter: MovementTrackFilter, signal: Signal) =>
      call({
        path: `${camera(id)}/movements/tracks`,
        query: { ...filter },
        answer: z.array(movementTrackSchema),
        signal,
      }),
    peakHours: (id: string, interval: Interval, step: number, signal: Signal) =>
      call({ path: `${camera(id)}/peak-hours`, query: { ...interval, step }, answer: peakHoursSchema, signal }),
    trafficVolumes: (id: string, interval: Interval, bin: number, signal: Signal) =>
      call({ path: `${camera(id)}/volumes`, query: { ...interval, bin }, answer: volumesViewSchema, signal }),
    matrixTable: (id: string, interval: Interval) => text(`${camera(id)}/movements/matrix.csv`, { ...interval }),
    volumesTable: (id: string, interval: Interval, bin: number) =>
      text(`${camera(id)}/volumes.csv`, { ...interval, bin }),
    pcu: (signal: Signal) => call({ path: '/site/pcu', answer: pcuViewSchema, signal }),
    choosePcu: (choice: PcuChoice) => call({ method: 'PUT', path: '/site/pcu', body: choice, answer: doneSchema }),
  };
}
