/** Rules that judge one camera. The order is that of lists on screen. */
export const INCIDENT_RULES = [
  'stopped-vehicle',
  'wrong-way',
  'sudden-stop',
  'on-carriageway',
  'near-miss',
  'spillback',
  'jam',
  'over-capacity',
  'speeding',
  'too-slow',
  'debris',
  'camera-moved',
] as const;
export type IncidentRule = (typeof INCIDENT_RULES)[number];

/** Patterns over many events of a site. */
export const COMPLEX_PATTERNS = [
  'traffic-surge',
  'gridlock-formation',
  'accident-pattern',
  'evacuation-needed',
] as const;
export type ComplexPattern = (typeof COMPLEX_PATTERNS)[number];

/** How urgent something is, least first. */
export const SEVERITIES = ['low', 'medium', 'high', 'critical'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** Why an incident is over. */
export const INCIDENT_ENDS = ['over', 'session-ended'] as const;
export type IncidentEnd = (typeof INCIDENT_ENDS)[number];
