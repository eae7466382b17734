import { z } from 'zod';
import {
  accessSchema,
  calibrationViewSchema,
  cameraViewSchema,
  countsSchema,
  crossingRowSchema,
  gapSchema,
  siteEventSchema,
  systemSchema,
  trackDetailSchema,
  volumesSchema,
} from '../../domain/contracts/api.ts';
import { approachesSchema } from '../../domain/contracts/approach-api.ts';
import type { cameraUpdateSchema, sessionInfoSchema } from '../../domain/contracts/api.ts';
import type { cameraDraftSchema, lineDrawingSchema, zoneDrawingSchema } from '../../domain/contracts/camera-config.ts';
import type { CalibrationInput } from '../../domain/contracts/calibration.ts';
import { zoneHistorySchema } from '../../domain/contracts/density.ts';
import { incidentDetailSchema, incidentRowSchema, incidentSummarySchema } from '../../domain/contracts/incidents.ts';
import type { incidentActionSchema, incidentFilterSchema } from '../../domain/contracts/incidents.ts';
import { departureRowSchema, forecastSchema, normalDaySchema } from '../../domain/contracts/outlook.ts';
import type { OutlookSeries } from '../../domain/contracts/outlook.ts';
import { journeysSchema, lineSpeedsSchema } from '../../domain/contracts/journey-api.ts';
import { modelStatusSchema } from '../../domain/contracts/messages.ts';
import {
  lookAnswerSchema,
  measureAnswerSchema,
  modelImportSchema,
  modelImportsSchema,
} from '../../domain/contracts/model-import.ts';
import type { ImportSettings, ImportSize } from '../../domain/contracts/model-import.ts';
import { flowsSchema, mapPacksSchema } from '../../domain/contracts/site-map.ts';
import type { Client } from './client.ts';
import { correctionRoutes } from './corrections-api.ts';
import { trafficRoutes } from './traffic-api.ts';

const camerasSchema = z.array(cameraViewSchema);
const modelsAnswerSchema = z.object({ defaultModelId: z.string().nullable(), models: z.array(modelStatusSchema) });
const doneSchema = z.unknown();
const savedSchema = z.object({ modelId: z.string() });
const lineCreatedSchema = z.object({ lineId: z.uuid() });
const zoneCreatedSchema = z.object({ zoneId: z.uuid() });

export type Access = z.infer<typeof accessSchema>;
export type SessionInfo = z.infer<typeof sessionInfoSchema>;
export type Counts = z.infer<typeof countsSchema>;
export type TrackDetail = z.infer<typeof trackDetailSchema>;
export type NewCamera = z.input<typeof cameraDraftSchema>;
export type CameraChange = z.input<typeof cameraUpdateSchema>;
export type LineInput = z.input<typeof lineDrawingSchema>;
export type IncidentQuery = z.input<typeof incidentFilterSchema>;
export type IncidentDeed = z.input<typeof incidentActionSchema>;
export type ZoneInput = z.input<typeof zoneDrawingSchema>;

export interface CrossingFilter {
  readonly cameraId: string;
  readonly lineId?: string | undefined;
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  readonly cursor?: number | undefined;
  readonly limit?: number | undefined;
}

type Signal = AbortSignal | undefined;
export type SiteApi = ReturnType<typeof createSiteApi>;

const camera = (id: string) => `/cameras/${encodeURIComponent(id)}`;

/** The site's routes, by what a person does with them. */
export function createSiteApi(client: Client) {
  const { call, blob, bytes } = client;
  return {
    ...signInRoutes(call),
    ...readRoutes(call),
    ...outlookRoutes(call),
    ...cameraRoutes(call),
    ...drawingRoutes(call),
    ...importRoutes(call),
    ...correctionRoutes(call),
    ...incidentRoutes(call),
    ...mapRoutes(call, bytes),
    snapshot: (id: string) => blob(`${camera(id)}/snapshot.jpg`),
    ...trafficRoutes(client),
  };
}

function signInRoutes(call: Client['call']) {
  return {
    signIn: (user: string, password: string, signal?: Signal) =>
      call({ method: 'POST', path: '/sign-in', body: { user, password }, answer: accessSchema, signal }),
    signInWithToken: (token: string, signal?: Signal) =>
      call({ method: 'POST', path: '/sign-in/token', body: { token }, answer: accessSchema, signal }),
    setPassword: (user: string, password: string, signal?: Signal) =>
      call({
        method: 'PUT',
        path: `/users/${encodeURIComponent(user)}/password`,
        body: { password },
        answer: doneSchema,
        signal,
      }),
    signOut: () => call({ method: 'POST', path: '/sign-out', answer: doneSchema }),
  };
}

function readRoutes(call: Client['call']) {
  return {
    cameras: (signal: Signal) => call({ path: '/cameras', answer: camerasSchema, signal }),
    camera: (id: string, signal: Signal) => call({ path: camera(id), answer: cameraViewSchema, signal }),
    counts: (id: string, from: number, signal: Signal) =>
      call({ path: `${camera(id)}/counts`, query: { from }, answer: countsSchema, signal }),
    volumes: (id: string, from: number, to: number, bin: number, signal: Signal) =>
      call({ path: `${camera(id)}/volumes`, query: { from, to, bin }, answer: volumesSchema, signal }),
    zoneHistory: (id: string, zoneId: string, from: number, to: number, signal: Signal) =>
      call({ path: `${camera(id)}/zone-history`, query: { zoneId, from, to }, answer: zoneHistorySchema, signal }),
    crossings: (filter: CrossingFilter, signal: Signal) =>
      call({ path: '/crossings', query: { ...filter }, answer: z.array(crossingRowSchema), signal }),
    track: (sessionId: string, track: number, signal: Signal) =>
      call({ path: `/tracks/${sessionId}/${track}`, answer: trackDetailSchema, signal }),
    calibration: (id: string, signal: Signal) =>
      call({ path: `${camera(id)}/calibration`, answer: calibrationViewSchema, signal }),
    approaches: (id: string, from: number, to: number, bin: number, signal: Signal) =>
      call({ path: `${camera(id)}/approaches`, query: { from, to, bin }, answer: approachesSchema, signal }),
    lineSpeeds: (id: string, from: number, to: number, bin: number, signal: Signal) =>
      call({ path: `${camera(id)}/speeds`, query: { from, to, bin }, answer: lineSpeedsSchema, signal }),
    journeys: (id: string, from: number, to: number, signal: Signal) =>
      call({ path: `${camera(id)}/journeys`, query: { from, to }, answer: journeysSchema, signal }),
    models: (signal: Signal) => call({ path: '/models', answer: modelsAnswerSchema, signal }),
    gaps: (id: string, from: number, to: number, signal: Signal) =>
      call({ path: `${camera(id)}/gaps`, query: { from, to }, answer: z.array(gapSchema), signal }),
    events: (before: string | null, limit: number, signal: Signal) =>
      call({
        path: '/events',
        query: { before: before ?? undefined, limit },
        answer: z.array(siteEventSchema),
        signal,
      }),
    system: (signal: Signal) => call({ path: '/system', answer: systemSchema, signal }),
    startProcess: (name: string) =>
      call({ method: 'POST', path: `/system/processes/${encodeURIComponent(name)}/start`, answer: doneSchema }),
  };
}

function outlookRoutes(call: Client['call']) {
  const query = ({ lineId, direction }: OutlookSeries) => ({ lineId: lineId ?? undefined, direction });
  return {
    normal: (series: OutlookSeries, signal: Signal) =>
      call({ path: `${camera(series.cameraId)}/normal`, query: query(series), answer: normalDaySchema, signal }),
    forecast: (series: OutlookSeries, signal: Signal) =>
      call({ path: `${camera(series.cameraId)}/forecast`, query: query(series), answer: forecastSchema, signal }),
    departures: (cameraId: string, limit: number, signal: Signal) =>
      call({ path: '/departures', query: { cameraId, limit }, answer: z.array(departureRowSchema), signal }),
  };
}

function mapRoutes(call: Client['call'], bytes: Client['bytes']) {
  return {
    flows: (seconds: number, signal: Signal) =>
      call({ path: '/flows', query: { seconds }, answer: flowsSchema, signal }),
    mapPacks: (signal: Signal) => call({ path: '/map-packs', answer: mapPacksSchema, signal }),
    mapPackBytes: (name: string, stretch: Parameters<Client['bytes']>[1]) =>
      bytes(`/map-packs/${encodeURIComponent(name)}`, stretch),
  };
}

function cameraRoutes(call: Client['call']) {
  return {
    addCamera: (draft: NewCamera) => call({ method: 'POST', path: '/cameras', body: draft, answer: doneSchema }),
    changeCamera: (id: string, change: CameraChange) =>
      call({ method: 'PATCH', path: camera(id), body: change, answer: doneSchema }),
    removeCamera: (id: string) => call({ method: 'DELETE', path: camera(id), answer: doneSchema }),
    calibrate: (id: string, draft: CalibrationInput) =>
      call({ method: 'PUT', path: `${camera(id)}/calibration`, body: draft, answer: doneSchema }),
    withdrawCalibration: (id: string) =>
      call({ method: 'POST', path: `${camera(id)}/calibration/withdraw`, body: {}, answer: doneSchema }),
    setDefaultModel: (modelId: string) =>
      call({ method: 'PUT', path: '/models/default', body: { modelId }, answer: doneSchema }),
  };
}

function drawingRoutes(call: Client['call']) {
  return {
    addLine: (cameraId: string, drawing: LineInput) =>
      call({ method: 'POST', path: `${camera(cameraId)}/lines`, body: drawing, answer: lineCreatedSchema }),
    changeLine: (lineId: string, drawing: LineInput) =>
      call({ method: 'PATCH', path: `/lines/${lineId}`, body: drawing, answer: doneSchema }),
    removeLine: (lineId: string) => call({ method: 'DELETE', path: `/lines/${lineId}`, answer: doneSchema }),
    addZone: (cameraId: string, drawing: ZoneInput) =>
      call({ method: 'POST', path: `${camera(cameraId)}/zones`, body: drawing, answer: zoneCreatedSchema }),
    changeZone: (zoneId: string, drawing: ZoneInput) =>
      call({ method: 'PATCH', path: `/zones/${zoneId}`, body: drawing, answer: doneSchema }),
    removeZone: (zoneId: string) => call({ method: 'DELETE', path: `/zones/${zoneId}`, answer: doneSchema }),
  };
}

function incidentRoutes(call: Client['call']) {
  return {
    incidents: ({ limit, ...filter }: IncidentQuery, signal: Signal) =>
      call({
        path: '/incidents',
        query: { ...filter, ...(typeof limit === 'number' ? { limit } : {}) },
        answer: z.array(incidentRowSchema),
        signal,
      }),
    incident: (id: string, signal: Signal) => call({ path: `/incidents/${id}`, answer: incidentDetailSchema, signal }),
    incidentSummary: (signal: Signal) => call({ path: '/incidents/summary', answer: incidentSummarySchema, signal }),
    actOnIncident: (id: string, deed: IncidentDeed) =>
      call({ method: 'POST', path: `/incidents/${id}/actions`, body: deed, answer: doneSchema }),
  };
}

/** A model is opened in a process of its own, one after another, on a machine that watches cameras meanwhile. */
const TRIAL_LIMIT_MS = 300_000;

function importRoutes(call: Client['call']) {
  const place = (id: string) => `/model-imports/${id}`;
  const post = { method: 'POST', limitMs: TRIAL_LIMIT_MS } as const;
  return {
    modelImports: (signal: Signal) => call({ path: '/model-imports', answer: modelImportsSchema, signal }),
    bringModel: (file: File) =>
      call({ ...post, path: '/model-imports', query: { name: file.name }, file, answer: modelImportSchema }),
    checkImport: (id: string, size: ImportSize) =>
      call({ ...post, path: `${place(id)}/check`, body: size, answer: modelImportSchema }),
    setTrialPicture: (id: string, width: number, height: number, file: Blob) =>
      call({ method: 'PUT', path: `${place(id)}/picture`, query: { width, height }, file, answer: doneSchema }),
    lookWithImport: (id: string, settings: ImportSettings) =>
      call({ ...post, path: `${place(id)}/look`, body: { settings }, answer: lookAnswerSchema }),
    measureImport: (id: string, settings: ImportSettings) =>
      call({ ...post, path: `${place(id)}/measure`, body: { settings }, answer: measureAnswerSchema }),
    saveImport: (id: string, settings: ImportSettings) =>
      call({ ...post, path: `${place(id)}/save`, body: { settings }, answer: savedSchema }),
    discardImport: (id: string) => call({ method: 'DELETE', path: place(id), answer: doneSchema }),
    removeModel: (modelId: string) =>
      call({ method: 'DELETE', path: `/models/${encodeURIComponent(modelId)}`, answer: doneSchema }),
  };
}
