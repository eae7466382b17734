import { fail, ok } from '../base/result.ts';
import type { Result } from '../base/result.ts';

/** How far people have come with an incident. */
export const INCIDENT_STAGES = ['detected', 'verified', 'responding', 'resolved', 'dismissed'] as const;
export type IncidentStage = (typeof INCIDENT_STAGES)[number];

/** What an operator does with an incident. */
export const INCIDENT_ACTIONS = ['acknowledge', 'verify', 'respond', 'resolve', 'dismiss', 'assign', 'note'] as const;
export type IncidentAction = (typeof INCIDENT_ACTIONS)[number];

/** Where an action leads, and from where it may be taken; those that change no stage are left out. */
const MOVES: Readonly<
  Partial<Record<IncidentAction, { readonly to: IncidentStage; readonly from: readonly IncidentStage[] }>>
> = {
  verify: { to: 'verified', from: ['detected'] },
  respond: { to: 'responding', from: ['detected', 'verified'] },
  resolve: { to: 'resolved', from: ['detected', 'verified', 'responding'] },
  dismiss: { to: 'dismissed', from: ['detected', 'verified', 'responding'] },
};
/** What says nothing without words. */
const NEEDS_WORDS: ReadonlySet<IncidentAction> = new Set(['dismiss', 'assign', 'note']);

/** Whether somebody still has to see to it. */
export function isActive(stage: IncidentStage): boolean {
  return stage !== 'resolved' && stage !== 'dismissed';
}

/** The stage after an action, or why it cannot be taken. */
export function stageAfter(stage: IncidentStage, action: IncidentAction, words: string): Result<IncidentStage> {
  if (NEEDS_WORDS.has(action) && words.trim() === '') {
    return fail('incident-needs-words', `To ${action} an incident needs words.`, 'Write a reason, a name or a note.');
  }
  const move = MOVES[action];
  if (move === undefined) {
    // Notes may be added to what is over as well; nobody is called to it any more.
    if (action === 'note' || isActive(stage)) return ok(stage);
  } else if (move.from.includes(stage)) return ok(move.to);
  return fail(
    'incident-stage-conflict',
    `An incident that is ${stage} cannot be taken to ${action}.`,
    'Load the incident again: somebody else may have seen to it.',
  );
}
