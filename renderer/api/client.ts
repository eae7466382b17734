import type { z } from 'zod';
import { ApiError, problemOfResponse, unexpectedAnswer, unreachable } from './problem.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export interface Call<S extends z.ZodType> {
  readonly method?: Method;
  readonly path: string;
  readonly answer: S;
  readonly query?: Readonly<Record<string, string | number | undefined>>;
  readonly body?: unknown;
  /** A file or other bytes, sent as they are in place of a body. */
  readonly file?: Blob;
  /** A stretch of a large file: bytes=START-END. */
  readonly range?: string;
  /** For what honestly takes longer than an answer usually may. */
  readonly limitMs?: number;
  readonly signal?: AbortSignal | undefined;
}

export interface ClientOptions {
  /** Where the gateway is, without a slash at the end; empty for the page's own origin. */
  readonly baseUrl: string;
  readonly token: () => string | null;
  /** The token is no longer good; true once there is a fresh one to ask again with. */
  readonly onUnauthorised: () => Promise<boolean>;
  /** The server's clock as said in the answer, for the age of pictures. */
  readonly onServerTime: (serverMs: number, askedMs: number, answeredMs: number) => void;
  readonly fetch?: typeof fetch;
}

export interface Client {
  readonly call: <S extends z.ZodType>(call: Call<S>) => Promise<z.infer<S>>;
  /** What is no JSON: pictures. */
  readonly blob: (path: string) => Promise<Blob>;
  /** What is no JSON: a table to keep as a file. */
  readonly text: (path: string, query: Call<z.ZodType>['query']) => Promise<string>;
  /** A stretch of a large file, and which state of it that is of. */
  readonly bytes: (
    path: string,
    stretch: { readonly offset: number; readonly length: number; readonly signal?: AbortSignal | undefined },
  ) => Promise<{ readonly data: ArrayBuffer; readonly etag: string | null }>;
}

const LONGEST_ANSWER_MS = 20_000;

/** The one door to the REST interface: adds the token, checks every answer against its schema, turns failures into `ApiError`. */
export function createClient(options: ClientOptions): Client {
  return {
    call: async (call) => {
      const response = await answered(options, call);
      const parsed = call.answer.safeParse(response.status === 204 ? {} : await bodyOf(response, call.path));
      if (!parsed.success) throw unexpectedAnswer(call.path);
      return parsed.data;
    },
    blob: async (path) => (await answered(options, { path })).blob(),
    text: async (path, query) => (await answered(options, { path, ...(query ? { query } : {}) })).text(),
    bytes: async (path, { offset, length, signal }) => {
      const response = await answered(options, { path, signal, range: `bytes=${offset}-${offset + length - 1}` });
      return { data: await response.arrayBuffer(), etag: response.headers.get('etag') };
    },
  };
}

type Question = Omit<Call<z.ZodType>, 'answer'>;

async function answered(options: ClientOptions, call: Question): Promise<Response> {
  const token = options.token();
  const first = await send(options, call);
  // What was refused for want of a good token did nothing yet: with a fresh one it is simply asked once more.
  const again = first.status === 401 && token !== null && (await hasFreshToken(options, token));
  const response = again ? await send(options, call) : first;
  if (!response.ok) throw await problemOfResponse(response);
  return response;
}

/** Several calls may be refused for one token: only the first of them has to get another. */
async function hasFreshToken({ token, onUnauthorised }: ClientOptions, refused: string): Promise<boolean> {
  const now = token();
  if (now === null) return false;
  return now !== refused || onUnauthorised();
}

async function send(options: ClientOptions, call: Question): Promise<Response> {
  const askedMs = Date.now();
  const response = await ask(options, call);
  noteServerTime(options, response, askedMs);
  return response;
}

async function ask(options: ClientOptions, call: Question): Promise<Response> {
  const headers = new Headers({ accept: 'application/json' });
  const token = options.token();
  if (token !== null) headers.set('authorization', `Bearer ${token}`);
  if (call.range !== undefined) headers.set('range', call.range);
  if (call.body !== undefined) headers.set('content-type', 'application/json');
  if (call.file !== undefined) headers.set('content-type', 'application/octet-stream');
  const limit = AbortSignal.timeout(call.limitMs ?? LONGEST_ANSWER_MS);
  try {
    return await (options.fetch ?? fetch)(addressOf(options.baseUrl, call), {
      method: call.method ?? 'GET',
      headers,
      signal: call.signal === undefined ? limit : AbortSignal.any([call.signal, limit]),
      credentials: 'omit',
      cache: 'no-store',
      ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
      ...(call.file === undefined ? {} : { body: call.file }),
    });
  } catch (error) {
    if (call.signal?.aborted === true) throw error;
    throw unreachable();
  }
}

export function addressOf(baseUrl: string, call: Pick<Call<z.ZodType>, 'path' | 'query'>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(call.query ?? {})) {
    if (value !== undefined) query.set(name, String(value));
  }
  const text = query.toString();
  return `${baseUrl}/api/v1${call.path}${text === '' ? '' : `?${text}`}`;
}

async function bodyOf(response: Response, path: string): Promise<unknown> {
  try {
    const text = await response.text();
    return text === '' ? {} : JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) throw unexpectedAnswer(path);
    throw error instanceof DOMException ? error : unreachable();
  }
}

function noteServerTime(options: ClientOptions, response: Response, askedMs: number): void {
  const said = response.headers.get('date');
  const serverMs = said === null ? Number.NaN : Date.parse(said);
  if (!Number.isNaN(serverMs)) options.onServerTime(serverMs, askedMs, Date.now());
}

export function toApiError(error: unknown): ApiError {
  return error instanceof ApiError ? error : unreachable();
}
