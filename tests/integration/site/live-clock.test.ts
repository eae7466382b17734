import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createRtspServer, findRtspProgram, freePort, type RtspServer } from '../../../bench/support/rtsp-servers.ts';
import { claimsOf, faultsOfClaims, withStore } from '../../../bench/support/live-evidence.ts';
import { sessionViewSchema } from '../../../domain/contracts/api.ts';
import { repositoryRoot } from '../../../scripts/run-program.ts';
import { SMALL_MODEL, startTestSite, type TestSite, waitFor } from '../../support/test-site.ts';

const clip = path.join(repositoryRoot, 'assets', 'demo', 'north-bridge.mp4');

const ready = findRtspProgram('GStreamer') !== null;

describe.skipIf(!ready)(
  ready ? 'a site with an RTSP camera' : 'a site with an RTSP camera (skipped: needs the RTSP server of GStreamer)',
  () => {
    let server: RtspServer | null = null;
    let site: TestSite;

    beforeAll(async () => {
      site = await startTestSite({ model: SMALL_MODEL });
    }, 120_000);
    afterAll(async () => {
      await site.stop();
      await server?.kill();
    });

    const sessions = async () =>
      z.array(sessionViewSchema).parse((await site.api('GET', 'sessions?cameraId=gate')).body);

    it('stores sessions by the clock of the camera, and no moment is claimed by two of them', async () => {
      server = createRtspServer({ program: 'GStreamer', port: await freePort(), file: clip });
      await server.start();
      const source = { kind: 'rtsp', url: server.url, transport: 'tcp' };
      const made = await site.api('POST', 'cameras', { id: 'gate', name: 'Gate', source, credential: null });
      expect(made.status, JSON.stringify(made.body)).toBe(201);
      const reported = await waitFor('a session by the clock of the camera', async () => {
        return (await sessions()).find(({ anchorQuality }) => anchorQuality === 'rtcp') ?? null;
      });
      await waitFor('what it watched', () =>
        withStore(
          site.data,
          (reader) => claimsOf(reader, 'gate').find((c) => c.sessionId === reported.sessionId) ?? null,
        ),
      );
      const before = (await sessions()).filter(({ openedUtcUs }) => openedUtcUs < reported.openedUtcUs);
      for (const { anchorQuality, reason } of before)
        expect([anchorQuality, reason]).toEqual(['arrival', 'clock-changed']);
      expect(
        faultsOfClaims(
          'gate',
          withStore(site.data, (reader) => claimsOf(reader, 'gate')),
        ),
      ).toEqual([]);
      expect((await site.camera('gate'))?.clock).toEqual({ quality: 'rtcp', doubt: null });
    });
  },
);
