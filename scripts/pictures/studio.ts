import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Page } from 'playwright-core';
import { z } from 'zod';
import type { FilmWish, PictureWish } from '../../simulator/render/picture/wishes.ts';
import { drawingBrowser } from './browser.ts';
import { pageScript } from './page-script.ts';

/** Somewhere to have pictures drawn: a browser with our page in it. */
export interface Studio {
  open(wish: FilmWish): Promise<void>;
  /** Bare pixels, four bytes each, rows from the bottom up. */
  pixels(wish: PictureWish): Promise<{ readonly pixels: Buffer; readonly seen: readonly Seen[] }>;
  jpeg(wish: PictureWish, quality: number): Promise<{ readonly jpeg: Buffer; readonly seen: readonly Seen[] }>;
  close(): Promise<void>;
}

const boxSchema = z.tuple([z.number(), z.number(), z.number(), z.number()]);
export const seenSchema = z.object({
  id: z.number().int(),
  box: boxSchema,
  visibleBox: boxSchema.nullable(),
  visibleShare: z.number().min(0).max(1),
  inPicture: z.number().min(0).max(1.0001),
  pixels: z.number().int().nonnegative(),
});
const answerSchema = z.object({ seen: z.array(seenSchema), jpeg: z.string().nullable() });

export type Seen = z.infer<typeof seenSchema>;

export async function openStudio(): Promise<Studio> {
  const script = await pageScript('simulator/render/picture/page.ts');
  const secret = randomBytes(16).toString('hex');
  const post = createPictureDesk(secret);
  const address = await listen(post.server, secret);
  const browser = await drawingBrowser();
  const page = await browser.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  await page.goto(address);
  await page.addScriptTag({ content: script });
  const call = async (name: 'open' | 'draw', args: readonly unknown[]): Promise<unknown> => {
    const answer = await callPage(page, name, args);
    const [complaint] = complaints;
    if (complaint !== undefined) throw new Error(`the page complains: ${complaint}`);
    return answer;
  };
  return {
    open: async (wish) => void (await call('open', [wish])),
    async pixels(wish) {
      const { seen } = answerSchema.parse(await call('draw', [wish, { postTo: `${address}picture` }]));
      return { seen, pixels: post.take() };
    },
    async jpeg(wish, quality) {
      const { seen, jpeg } = answerSchema.parse(await call('draw', [wish, { jpegQuality: quality }]));
      return { seen, jpeg: Buffer.from(jpeg ?? '', 'base64') };
    },
    async close() {
      await browser.close();
      post.server.close();
    },
  };
}

function callPage(page: Page, name: string, args: readonly unknown[]): Promise<unknown> {
  return page.evaluate(([method, given]) => Reflect.get(Reflect.get(globalThis, 'pictures'), method)(...given), [
    name,
    args,
  ] as const);
}

/** Takes the page's pixels: they are far too many for the wire that steers the browser. */
function createPictureDesk(secret: string): { readonly server: Server; take(): Buffer } {
  let latest: Buffer | null = null;
  const answer = (request: IncomingMessage, response: ServerResponse): void => {
    if (request.url === `/${secret}/`) {
      response.setHeader('content-type', 'text/html');
      // An icon that is named is not asked for.
      response.end('<!doctype html><title>pictures</title><link rel="icon" href="data:,"><body></body>');
    } else if (request.method === 'POST' && request.url === `/${secret}/picture`) {
      const pieces: Buffer[] = [];
      request.on('data', (piece: Buffer) => pieces.push(piece));
      request.on('end', () => {
        latest = Buffer.concat(pieces);
        response.end();
      });
    } else response.writeHead(404).end();
  };
  return {
    server: createServer(answer),
    take() {
      const taken = latest;
      latest = null;
      if (taken === null) throw new Error('no picture came');
      return taken;
    },
  };
}

function listen(server: Server, secret: string): Promise<string> {
  return new Promise((done, failed) => {
    server.once('error', failed);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      if (address === null || typeof address === 'string') failed(new Error('the picture desk has no port'));
      else done(`http://127.0.0.1:${address.port}/${secret}/`);
    });
  });
}
