import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DESKTOP_ORIGIN, LAUNCH_TOKEN, ask, testGateway } from './test-gateway.ts';
import type { TestGateway } from './test-gateway.ts';

let gateway: TestGateway;
let pages: string;
beforeAll(async () => {
  pages = await mkdtemp(path.join(tmpdir(), 'gateway-pages-'));
  await writeFile(path.join(pages, 'index.html'), '<!doctype html><title>Screens</title>');
  await writeFile(path.join(pages, 'app.js'), 'export {};');
  gateway = await testGateway({ staticDir: pages });
});
afterAll(async () => {
  await gateway.stop();
  await rm(pages, { recursive: true });
});

/** Speaks HTTP by hand: a client library would set a right Host header. */
function raw(lines: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(gateway.running.address.port, '127.0.0.1', () =>
      socket.write(`${lines.join('\r\n')}\r\n\r\n`),
    );
    let text = '';
    socket.on('data', (chunk) => (text += chunk.toString()));
    socket.on('close', () => resolve(text));
    socket.on('error', reject);
  });
}

describe('the Host header', () => {
  const get = (host: string) => raw(['GET /api/v1/health HTTP/1.1', `Host: ${host}`, 'Connection: close']);

  it.each(['evil.example', 'evil.example:80', '127.0.0.1', '127.0.0.1:1', '0.0.0.0', '127.0.0.1.evil.example'])(
    'refuses "%s", as a page that tricks the browser would send it',
    async (host) => {
      const answer = await get(host);
      expect(answer).toMatch(/^HTTP\/1.1 403 /);
      expect(answer).toContain('"code":"bad-host"');
    },
  );

  it('accepts the three names of this machine with the right port', async () => {
    for (const name of ['127.0.0.1', 'localhost', '[::1]', 'LOCALHOST']) {
      expect(await get(`${name}:${gateway.running.address.port}`)).toMatch(/^HTTP\/1.1 200 /);
    }
  });

  it('is checked for pages and documents as well as for the API', async () => {
    for (const address of ['/', '/app.js', '/api/docs/', '/api/docs/json', '/nowhere']) {
      expect(await raw([`GET ${address} HTTP/1.1`, 'Host: evil.example', 'Connection: close'])).toMatch(
        /^HTTP\/1.1 403 /,
      );
    }
  });
});

describe('the Origin header', () => {
  it.each(['http://evil.example', 'null', 'http://127.0.0.1', 'https://localhost', 'app://other'])(
    'refuses "%s"',
    async (origin) => {
      const answer = await gateway.call('GET', '/health', { headers: { origin } });
      expect(answer).toMatchObject({ status: 403, body: { code: 'bad-origin' } });
      expect(answer.headers.get('access-control-allow-origin')).toBeNull();
    },
  );

  it('accepts our own pages without opening them to others', async () => {
    const answer = await gateway.call('GET', '/health', { headers: { origin: gateway.base } });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
  });

  it('lets the desktop’s own pages ask and read, also with what needs a preflight', async () => {
    const preflight = await gateway.call('OPTIONS', '/cameras', {
      headers: { origin: DESKTOP_ORIGIN, 'access-control-request-method': 'POST' },
    });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-headers')).toContain('authorization');
    const answer = await gateway.call('POST', '/sign-in/token', {
      body: { token: LAUNCH_TOKEN },
      headers: { origin: DESKTOP_ORIGIN },
    });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('access-control-allow-origin')).toBe(DESKTOP_ORIGIN);
  });
});

describe('every answer', () => {
  it.each(['/', '/app.js', '/api/docs/', '/api/v1/health', '/api/v1/cameras', '/api/v1/nothing'])(
    'of %s forbids what comes from elsewhere',
    async (address) => {
      const { headers } = await ask(gateway.base + address, 'GET');
      const policy = headers.get('content-security-policy') ?? '';
      for (const part of ["default-src 'none'", "script-src 'self'", "frame-ancestors 'none'", "object-src 'none'"]) {
        expect(policy.split('; ')).toContain(part);
      }
      expect(policy).toContain(`ws://127.0.0.1:${gateway.running.address.port}`);
      expect(policy).not.toMatch(/unsafe-eval|script-src[^;]*unsafe|\*/);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('set-cookie')).toBeNull();
    },
  );
});

describe('what is not understood', () => {
  let token: string;
  beforeAll(async () => {
    token = await gateway.launch();
  });
  const camera = { id: 'south', name: 'South', source: { kind: 'rtsp', url: 'rtsp://10.0.0.2/1' } };

  it.each([
    { what: 'an unknown address', method: 'GET', path: '/nothing', status: 404, code: 'not-found' },
    { what: 'an unknown camera', method: 'GET', path: '/cameras/nowhere', status: 404, code: 'not-found' },
    { what: 'the wrong way', method: 'DELETE', path: '/health', status: 405, code: 'method-not-allowed' },
    { what: 'a body that is no JSON', method: 'POST', path: '/cameras', body: '{oops', status: 400, code: 'bad-json' },
    { what: 'an empty body', method: 'POST', path: '/cameras', body: '', status: 400, code: 'bad-json' },
    {
      what: 'a body of another type',
      method: 'POST',
      path: '/cameras',
      body: '<xml/>',
      headers: { 'content-type': 'application/xml' },
      status: 415,
      code: 'not-json',
    },
    {
      what: 'text, which browsers send without asking first',
      method: 'POST',
      path: '/cameras',
      body: JSON.stringify(camera),
      headers: { 'content-type': 'text/plain' },
      status: 415,
      code: 'not-json',
    },
    {
      what: 'more than a megabyte',
      method: 'POST',
      path: '/cameras',
      body: { ...camera, note: 'x'.repeat(1_100_000) },
      status: 413,
      code: 'too-large',
    },
  ])('$what is answered with $status and what to do', async ({ method, path: address, status, code, ...rest }) => {
    const answer = await gateway.call(method, address, { token, ...rest });
    expect(answer).toMatchObject({ status, body: { code, message: expect.any(String), hint: expect.any(String) } });
    expect(Object.keys(answer.body).sort()).toEqual(['code', 'hint', 'message']);
  });

  it('says with 405 what would be possible', async () => {
    const answer = await gateway.call('PUT', '/cameras/north', { token });
    expect(answer.headers.get('allow')).toBe('DELETE, GET, PATCH');
  });

  it.each([
    { body: { ...camera, id: 'South Gate' }, field: '"id"' },
    { body: { ...camera, source: { kind: 'rtsp', url: '' } }, field: '"source.url"' },
    { body: { ...camera, analysis: { maxFps: 900 } }, field: '"analysis.maxFps"' },
    { body: { name: 'x' }, field: '"source"' },
  ])('names the field $field that is wrong', async ({ body, field }) => {
    const answer = await gateway.call('POST', '/cameras', { token, body });
    expect(answer).toMatchObject({ status: 400, body: { code: 'bad-field' } });
    expect(answer.body.message).toContain(field);
  });

  it('never shows the inside of the program, but writes it into the log', async () => {
    const broken = await testGateway();
    try {
      const token2 = await broken.launch();
      broken.store.reader.cameras = () => {
        throw new Error('SQLITE_CORRUPT at /secret/path/site.db');
      };
      const answer = await broken.call('GET', '/cameras', { token: token2 });
      expect(answer).toMatchObject({ status: 500, body: { code: 'internal' } });
      expect(JSON.stringify(answer.body)).not.toMatch(/SQLITE|secret|\.ts\b/);
      expect(broken.logged.join('\n')).toContain('SQLITE_CORRUPT');
    } finally {
      await broken.stop();
    }
  });
});

describe('the screens', () => {
  it('are served from the folder that was given', async () => {
    expect((await ask(`${gateway.base}/`, 'GET')).body).toContain('<title>Screens</title>');
    expect((await ask(`${gateway.base}/app.js`, 'GET')).headers.get('content-type')).toContain('javascript');
  });

  it('come for any address that a person opens, but not for missing files or parts of the API', async () => {
    const open = { headers: { accept: 'text/html,*/*' } };
    expect((await ask(`${gateway.base}/cameras/north`, 'GET', open)).body).toContain('<title>Screens</title>');
    expect((await ask(`${gateway.base}/missing.js`, 'GET')).status).toBe(404);
    expect((await ask(`${gateway.base}/api/v1/nothing`, 'GET', open)).status).toBe(404);
  });

  it('never show a file outside that folder', async () => {
    for (const address of ['/../../etc/passwd', '/..%2f..%2fetc/passwd', '/%2e%2e/%2e%2e/etc/passwd']) {
      const answer = await raw([
        `GET ${address} HTTP/1.1`,
        `Host: 127.0.0.1:${gateway.running.address.port}`,
        'Connection: close',
      ]);
      expect(answer).toMatch(/^HTTP\/1.1 40[034] /);
      expect(answer).not.toContain('root:');
    }
  });
});
