import type { SourceFailureCode } from './failure-codes.ts';

/** Attempts since the last picture that were answered in a way that asking again soon does not change. */
export interface Circuit {
  /** User and password were refused: each further attempt may lock the account. */
  readonly refused: number;
  /** Something answers, and has no picture for us. */
  readonly useless: number;
}

/** When a camera is left in peace. One attempt after each rest tells whether it is still needed. */
export interface CircuitRules {
  readonly refusals: number;
  /** A camera that has shown pictures knew the password once: it may only be starting again. */
  readonly refusalsOnceShown: number;
  readonly refusedRestMs: number;
  readonly failures: number;
  readonly restMs: number;
}

export const CIRCUIT_RULES: CircuitRules = {
  refusals: 3,
  refusalsOnceShown: 10,
  refusedRestMs: 1_800_000,
  failures: 5,
  restMs: 60_000,
};

/** A camera that is merely away is none of these: it has to be back on screen within seconds of its return. */
const USELESS: readonly SourceFailureCode[] = [
  'not-found',
  'not-allowed',
  'protocol-error',
  'unsupported-codec',
  'not-a-video',
  'decoder-missing',
];

export function closedCircuit(): Circuit {
  return { refused: 0, useless: 0 };
}

/** After an attempt that failed; one that showed a picture closes the circuit. */
export function afterAttempt(circuit: Circuit, code: SourceFailureCode, showed: boolean): Circuit {
  if (showed) return closedCircuit();
  const { refused, useless } = circuit;
  return {
    refused: code === 'auth-failed' ? refused + 1 : refused,
    useless: USELESS.includes(code) ? useless + 1 : 0,
  };
}

/** How long the camera is to be left in peace after this failure; null where the usual back-off does. Every address has its tries. */
export function restAfter(
  circuit: Circuit,
  camera: { readonly code: SourceFailureCode; readonly hasShown: boolean; readonly addresses: number },
  rules: CircuitRules = CIRCUIT_RULES,
): number | null {
  const { code, hasShown, addresses } = camera;
  if (code === 'auth-failed') {
    const tries = hasShown ? rules.refusalsOnceShown : rules.refusals;
    return circuit.refused >= tries * addresses ? rules.refusedRestMs : null;
  }
  // Whatever one says that is starting again: it has shown pictures under these settings.
  return !hasShown && circuit.useless >= rules.failures * addresses ? rules.restMs : null;
}
