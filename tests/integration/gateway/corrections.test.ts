import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fail } from '../../../domain/base/result.ts';
import { CORRECTION_ID, LINE_ID, RUN, SESSION_ID } from './fake-store.ts';
import { signInAs, testGateway } from './test-gateway.ts';
import type { TestGateway } from './test-gateway.ts';

let gateway: TestGateway;
let operator: string;
beforeAll(async () => {
  gateway = await testGateway();
  operator = await signInAs(gateway, 'olga', 'operator');
});
afterAll(() => gateway.stop());
const place = `/crossings/${SESSION_ID}/3/${LINE_ID}/1/corrections`;
const key = { sessionId: SESSION_ID, track: 3, lineVersionId: LINE_ID, ordinal: 1 };

describe('correcting a crossing over the API', () => {
  it.each([
    [{ kind: 'reject' }, { kind: 'reject', reason: '' }],
    [{ kind: 'reclassify', class: 'bus', reason: 'seen' }, null],
    [{ kind: 'merge', into: { ...key, track: 4 }, reason: '' }, null],
    [{ kind: 'split', classes: ['car', 'van'], reason: '' }, null],
  ])('hands %j to the store in the name of who asked', async (body, whole) => {
    const answer = await gateway.call('POST', place, { token: operator, body });
    expect(answer).toMatchObject({ status: 200, body: { correctionId: CORRECTION_ID } });
    expect(gateway.store.asked.at(-1)).toEqual({
      method: 'crossing.correct',
      params: { actor: 'olga', crossing: key, correction: whole ?? body },
    });
  });

  it.each([
    [place, { kind: 'forget' }],
    [place, { kind: 'reclassify' }],
    [place, { kind: 'merge', into: { track: 4 } }],
    [`/crossings/nobody/3/${LINE_ID}/1/corrections`, { kind: 'reject' }],
    ['/corrections/nobody/take-back', {}],
  ])('refuses at %s what it cannot read: %j', async (address, body) => {
    const before = gateway.store.asked.length;
    const answer = await gateway.call('POST', address, { token: operator, body });
    expect(answer).toMatchObject({ status: 400, body: { code: 'bad-field' } });
    expect(gateway.store.asked.length).toBe(before);
  });

  it('takes one back, with a reason or without', async () => {
    await gateway.call('POST', `/corrections/${CORRECTION_ID}/take-back`, { token: operator, body: {} });
    expect(gateway.store.asked.at(-1)).toEqual({
      method: 'correction.take-back',
      params: { actor: 'olga', correctionId: CORRECTION_ID, reason: '' },
    });
  });

  it.each([
    ['crossing-unknown', 404],
    ['correction-unknown', 404],
    ['bad-class', 400],
    ['already-rejected', 422],
    ['merge-too-far-apart', 422],
  ])('says %s with status %i and in words', async (code, status) => {
    const refusing = await testGateway({ command: async () => fail(code, 'what is wrong', 'what to do') });
    const answer = await refusing.call('POST', place, { token: await refusing.launch(), body: { kind: 'reject' } });
    expect(answer).toMatchObject({ status, body: { code, message: 'what is wrong', hint: 'what to do' } });
    await refusing.stop();
  });
});

describe('what numbers were made with', () => {
  it('is told by its name, and what changed about a camera in a stretch of time', async () => {
    expect((await gateway.call('GET', '/runs/run-1', { token: operator })).body).toEqual(RUN);
    expect(await gateway.call('GET', '/runs/nobody', { token: operator })).toMatchObject({ status: 404 });
    const changes = await gateway.call('GET', '/cameras/north/changes?from=5&to=9', { token: operator });
    expect(changes.body).toMatchObject([{ utcUs: 5, kind: 'line', subject: 'North', actor: 'the-operator' }]);
    const turned = await gateway.call('GET', '/cameras/north/changes?from=9&to=5', { token: operator });
    expect(turned).toMatchObject({ status: 400, body: { code: 'bad-range' } });
    expect((await gateway.call('GET', '/cameras/none/changes?from=5&to=9', { token: operator })).status).toBe(404);
  });

  it('stands beside totals; a count over stored paths says that it knows no corrections', async () => {
    expect((await gateway.call('GET', '/cameras/north/counts', { token: operator })).body.runs).toEqual([RUN]);
    const body = { drawing: { name: 'L', from: { x: 0, y: 0 }, to: { x: 1, y: 1 } }, sessionId: SESSION_ID };
    expect((await gateway.call('POST', '/retro-count', { token: operator, body })).body).toMatchObject({
      corrected: false,
    });
  });
});
