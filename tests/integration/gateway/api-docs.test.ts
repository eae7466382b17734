import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { RIGHTS } from '../../../workers/gateway/index.ts';
import { ask, testGateway } from './test-gateway.ts';
import type { TestGateway } from './test-gateway.ts';

const mediaSchema = z.record(z.string(), z.object({ schema: z.record(z.string(), z.unknown()) }));
const operationSchema = z.object({
  summary: z.string().min(3),
  tags: z.array(z.string()).length(1),
  security: z.array(z.record(z.string(), z.array(z.string()))).optional(),
  parameters: z
    .array(
      z.object({
        name: z.string(),
        in: z.enum(['path', 'query', 'header']),
        required: z.boolean().optional(),
        schema: z.record(z.string(), z.unknown()),
      }),
    )
    .default([]),
  requestBody: z.object({ content: mediaSchema }).optional(),
  responses: z.record(
    z.string().regex(/^([1-5][0-9][0-9]|[45]XX)$/),
    z.object({ description: z.string(), content: mediaSchema.optional() }),
  ),
});
const documentSchema = z.object({
  openapi: z.string().regex(/^3\.1\.\d$/),
  info: z.object({ title: z.string(), version: z.string(), description: z.string() }),
  components: z.object({ securitySchemes: z.record(z.string(), z.object({ type: z.literal('http') })) }),
  paths: z.record(z.string().startsWith('/'), z.record(z.string(), operationSchema)),
});
type JsonSchema = Parameters<typeof z.fromJSONSchema>[0];

let gateway: TestGateway;
let described: z.infer<typeof documentSchema>;
beforeAll(async () => {
  gateway = await testGateway();
  described = documentSchema.parse((await ask(`${gateway.base}/api/docs/json`, 'GET')).body);
});
afterAll(() => gateway.stop());

const operations = () =>
  Object.entries(described.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );

describe('the description of the API', () => {
  it('lists every route of the table of rights, and no other', () => {
    const listed = operations().map(
      ({ path, method }) => `${method.toUpperCase()} ${path.replace('/api/v1', '').replace(/\{(\w+)\}/g, ':$1')}`,
    );
    expect(listed.sort()).toEqual(Object.keys(RIGHTS).sort());
  });

  it('says of every route what it needs, what it gives and how it fails', () => {
    for (const { path, method, operation } of operations()) {
      const where = `${method} ${path}`;
      const named = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort();
      const inPath = operation.parameters.filter((parameter) => parameter.in === 'path');
      expect(inPath.map((parameter) => parameter.name).sort(), where).toEqual(named);
      expect(
        inPath.every((parameter) => parameter.required),
        where,
      ).toBe(true);
      const success = Object.keys(operation.responses).filter((status) => status.startsWith('2'));
      expect(success, where).toHaveLength(1);
      expect(operation.responses[success[0]!]?.content, where).toBeDefined();
      expect(Object.keys(operation.responses), where).toEqual(expect.arrayContaining(['4XX', '5XX']));
      const route = `${method.toUpperCase()} ${path.replace('/api/v1', '').replace(/\{(\w+)\}/g, ':$1')}`;
      const open = (RIGHTS as Record<string, unknown>)[route] === 'open';
      expect(operation.security, where).toEqual(open ? undefined : [{ accessToken: [] }]);
    }
  });

  it('holds only schemas that another program can read', () => {
    for (const { operation } of operations()) {
      const contents = [
        operation.requestBody?.content,
        ...Object.values(operation.responses).map(({ content }) => content),
      ];
      for (const media of contents) {
        for (const { schema } of Object.values(media ?? {}))
          expect(() => z.fromJSONSchema(schema as JsonSchema)).not.toThrow();
      }
    }
  });

  it('is what the gateway really answers', async () => {
    const token = await gateway.launch();
    for (const path of ['/cameras', '/session', '/system', '/models', '/crossings', '/users']) {
      const answer = await gateway.call('GET', path, { token });
      const schema =
        described.paths[`/api/v1${path}`]?.['get']?.responses['200']?.content?.['application/json']?.schema;
      expect(answer.status).toBe(200);
      expect(z.fromJSONSchema(schema as JsonSchema).safeParse(answer.body), path).toMatchObject({ success: true });
    }
    const refused = await gateway.call('GET', '/cameras');
    const schema = described.paths['/api/v1/cameras']?.['get']?.responses['4XX']?.content?.['application/json']?.schema;
    expect(z.fromJSONSchema(schema as JsonSchema).parse(refused.body)).toMatchObject({ code: 'not-signed-in' });
  });
});

describe('the pages that show it', () => {
  it('load everything from the gateway itself', async () => {
    const page = await ask(`${gateway.base}/api/docs/`, 'GET');
    expect(page.status).toBe(200);
    const html = String(page.body);
    expect(html).not.toMatch(/(https?:)?\/\/[a-z0-9]/i);
    const files = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(
      (match) => new URL(match[1]!, `${gateway.base}/api/docs/`),
    );
    expect(files.length).toBeGreaterThan(4);
    for (const file of files) {
      expect(file.origin).toBe(gateway.base);
      expect((await ask(file.href, 'GET')).status, file.pathname).toBe(200);
    }
    const start = String((await ask(`${gateway.base}/api/docs/static/swagger-initializer.js`, 'GET')).body);
    expect(start).toContain('"validatorUrl":null');
    expect(start).not.toMatch(/validator\.swagger\.io/);
  });

  it('run no script that the policy for scripts forbids', async () => {
    const page = await ask(`${gateway.base}/api/docs/`, 'GET');
    expect(String(page.body)).not.toMatch(/<script(?![^>]*\bsrc=)[^>]*>/);
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self';");
  });
});
