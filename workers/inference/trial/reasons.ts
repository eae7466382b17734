import { fail } from '../../../domain/base/result.ts';
import type { Failure, Result } from '../../../domain/base/result.ts';
import type { OnnxFacts } from './onnx-facts.ts';

const NEWEST_SURE_OPSET = 21;

/** ONNX Runtime's reasons as they are written today, and what they mean to who brought the file. */
const REASONS: readonly (readonly [RegExp, (facts: OnnxFacts, match: RegExpExecArray) => Result<never>])[] = [
  [
    /guarantees\* support|ValidateOpsetForDomain|IR version/,
    ({ opset }) =>
      fail(
        'import-too-new',
        `the file is written in a newer ONNX (opset ${opset}) than is read here`,
        `Export it again with opset ${NEWEST_SURE_OPSET} or lower.`,
      ),
  ],
  [
    /No Op registered for (\S+)|Could not find an implementation for (\S+)|(\S+) is not a registered function\/op/,
    (_facts, match) =>
      fail(
        'import-operator',
        `the model uses the operator ${match.slice(1).find((name) => name !== undefined) ?? 'unknown'}, which cannot be run here`,
        'Export it without plug-ins of TensorRT or another runtime, with opset 12 to 21.',
      ),
  ],
  [
    /bad_alloc|[Oo]ut of memory|Failed to allocate/,
    () =>
      fail('import-memory', 'there is not enough memory to open the model', 'Use a smaller model or a smaller input.'),
  ],
];

/** A failure of the runtime in words for who brought the file; what is not known stays as it was said. */
export function explainFailure(failure: Failure, facts: OnnxFacts): Result<never> {
  for (const [pattern, reason] of REASONS) {
    const match = pattern.exec(failure.message);
    if (match !== null) return reason(facts, match);
  }
  return { ok: false, failure };
}
