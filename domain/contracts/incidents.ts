import { z } from 'zod';
import { COMPLEX_PATTERNS, INCIDENT_ENDS, INCIDENT_RULES } from '../events/kinds.ts';
import { INCIDENT_ACTIONS, INCIDENT_STAGES } from '../events/stages.ts';
import { cameraIdSchema, mediaUsSchema, utcUsSchema, uuidSchema } from './ids.ts';
import { severitySchema } from './incident-settings.ts';

const boxSchema = z.tuple([z.number().int(), z.number().int(), z.number().int(), z.number().int()]);

/** What backs an incident: who, on which frames, where in the picture, and the figures that the rule went by. */
export const incidentEvidenceSchema = z.object({
  tracks: z.array(z.number().int()).max(20).describe('Track numbers within the session'),
  frameId: z.number().int().nonnegative().describe('The frame on which it was first told'),
  lastFrameId: z.number().int().nonnegative(),
  box: boxSchema.nullable().describe('In 1/65535 of the picture'),
  place: z.object({ x: z.number(), y: z.number() }).nullable().describe('In shares of the picture'),
  values: z.record(z.string(), z.number()).describe('Figures that the rule went by, by name'),
});

/** An incident of one camera. Told when it opens and again when it closes; the key is (session, rule, ordinal). */
export const incidentFactSchema = z.object({
  kind: z.literal('incident'),
  sessionId: uuidSchema,
  rule: z.enum(INCIDENT_RULES),
  ordinal: z.number().int().positive(),
  severity: severitySchema,
  zoneVersionId: uuidSchema.nullable(),
  /** When what is wrong began; when it was told is another moment. */
  fromMediaUs: mediaUsSchema,
  fromUtcUs: utcUsSchema,
  openedMediaUs: mediaUsSchema,
  openedUtcUs: utcUsSchema,
  /** Null while it lasts. */
  toMediaUs: mediaUsSchema.nullable(),
  toUtcUs: utcUsSchema.nullable(),
  end: z.enum(INCIDENT_ENDS).nullable(),
  evidence: incidentEvidenceSchema,
});
export type IncidentFact = z.infer<typeof incidentFactSchema>;

/** What the site process found over many events. Told once: `ordinal` is the cursor of the event that completed it. */
export const complexIncidentSchema = z.object({
  pattern: z.enum(COMPLEX_PATTERNS),
  ordinal: z.number().int().positive(),
  severity: severitySchema,
  fromUtcUs: utcUsSchema,
  openedUtcUs: utcUsSchema,
  values: z.record(z.string(), z.number()),
  cameras: z.array(cameraIdSchema).max(100),
});
export type ComplexIncident = z.infer<typeof complexIncidentSchema>;

export const incidentActionSchema = z.object({
  action: z.enum(INCIDENT_ACTIONS),
  words: z.string().max(1000).default('').describe('Reason of a dismissal, name of the assigned, or the note'),
});

/** An incident as it is listed. */
export const incidentRowSchema = z.object({
  place: z.string().describe('Ask for the rows behind this one with before='),
  cursor: z.number().int().describe('Grows with every change of any incident'),
  incidentId: uuidSchema,
  kind: z.enum([...INCIDENT_RULES, ...COMPLEX_PATTERNS]),
  severity: severitySchema,
  cameraId: cameraIdSchema.nullable().describe('Null: of the whole site'),
  sessionId: uuidSchema.nullable(),
  mode: z.enum(['live', 'replay']),
  zoneName: z.string().nullable(),
  fromUtcUs: utcUsSchema,
  openedUtcUs: utcUsSchema,
  toUtcUs: utcUsSchema.nullable().describe('Null: it lasts'),
  end: z.enum(INCIDENT_ENDS).nullable(),
  stage: z.enum(INCIDENT_STAGES),
  acknowledgedBy: z.string().nullable(),
  assignee: z.string().nullable(),
  evidence: incidentEvidenceSchema,
  cameras: z.array(z.string()).describe('Of a site-wide incident: the cameras that it was seen by'),
});
export type IncidentRow = z.infer<typeof incidentRowSchema>;

export const incidentDetailSchema = incidentRowSchema.extend({
  earlierId: uuidSchema.nullable().describe('The incident of the session before that this one goes on with'),
  laterId: uuidSchema.nullable(),
  actions: z.array(
    z.object({
      utcUs: utcUsSchema,
      actor: z.string(),
      action: z.enum(INCIDENT_ACTIONS),
      words: z.string(),
    }),
  ),
});
export type IncidentDetail = z.infer<typeof incidentDetailSchema>;

/** Whom somebody still has to see to, by severity and by camera. */
export const incidentSummarySchema = z.object({
  active: z.record(severitySchema, z.number().int()),
  unacknowledged: z.number().int(),
  cameras: z.record(z.string(), z.number().int()).describe('Active incidents by camera, without those of replays'),
  moved: z
    .array(cameraIdSchema)
    .describe('Cameras that look elsewhere than they did: their zones, lines and metres do not fit the picture'),
});
export type IncidentSummary = z.infer<typeof incidentSummarySchema>;

/** Which incidents are asked for; what is absent does not matter. */
export const incidentFilterSchema = z.object({
  camera: cameraIdSchema.optional(),
  kind: z.enum([...INCIDENT_RULES, ...COMPLEX_PATTERNS]).optional(),
  severity: severitySchema.optional().describe('This severity and worse'),
  state: z.enum(['active', 'lasting', 'closed', 'all']).default('all').describe('active: somebody has to see to it'),
  mode: z.enum(['live', 'replay', 'all']).default('all'),
  before: z
    .string()
    .regex(/^\d{1,16}-\d{1,16}$/, 'use the place of a row as it came')
    .optional()
    .describe('Only rows behind the one with this place'),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});
export type IncidentFilter = z.output<typeof incidentFilterSchema>;

/** An incident as those who follow them see it. */
export const committedIncidentSchema = z.object({
  cursor: z.number().int(),
  incidentId: uuidSchema,
  kind: z.enum(INCIDENT_RULES),
  cameraId: cameraIdSchema,
  openedUtcUs: utcUsSchema,
  toUtcUs: utcUsSchema.nullable(),
  mode: z.enum(['live', 'replay']),
});
export type CommittedIncident = z.infer<typeof committedIncidentSchema>;
