import { problemSchema } from '../../domain/contracts/api.ts';

/** Why a call failed, in the site's words: what happened and what to do. */
export class ApiError extends Error {
  readonly code: string;
  readonly hint: string;
  readonly status: number;

  constructor(status: number, problem: { readonly code: string; readonly message: string; readonly hint: string }) {
    super(problem.message);
    this.name = 'ApiError';
    this.code = problem.code;
    this.hint = problem.hint;
    this.status = status;
  }
}

export function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError';
}

/** The site's own words where it sent any; otherwise what can be said from the status alone. */
export async function problemOfResponse(response: Response): Promise<ApiError> {
  const parsed = problemSchema.safeParse(await response.json().catch(() => null));
  if (parsed.success) return new ApiError(response.status, parsed.data);
  return new ApiError(response.status, {
    code: `http-${response.status}`,
    message: `The site server answered ${response.status}.`,
    hint: 'Try again; if it stays, look at the System page and the log of the gateway.',
  });
}

export function unreachable(): ApiError {
  return new ApiError(0, {
    code: 'unreachable',
    message: 'The site server cannot be reached.',
    hint: 'Check that it is running and that this computer can reach it. The screen tries again by itself.',
  });
}

export function unexpectedAnswer(path: string): ApiError {
  return new ApiError(200, {
    code: 'unexpected-answer',
    message: `The site server's answer to ${path} is not what this screen expects.`,
    hint: 'Reload the page: the server may have been updated. If it stays, report both versions.',
  });
}
