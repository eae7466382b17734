import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { ok } from '../../domain/base/result.ts';
import type { Message } from '../../domain/contracts/messages.ts';
import { createDetectorClient, openOutbox } from '../analytics/index.ts';
import { findFfmpeg } from '../ingest/index.ts';
import type { Link } from '../runtime/link.ts';
import { type ProcessContext, runProcess } from '../runtime/run-process.ts';
import { neededSetting, numberSetting } from '../runtime/setting.ts';
import { createCameraFleet } from './parts/camera-fleet.ts';
import { dialStore } from './parts/store-link.ts';

/** A camera process: everything that needs one camera's own state, for the cameras of its shard. */
const STATUS_EVERY_MS = 1000;
const DRAIN_LIMIT_MS = 2500;
/** A gateway that takes pictures slower than we make them loses some; nothing here waits for it. */
const VIEW_QUEUE_BYTES = 4 * 1024 * 1024;

function openProcessOutbox(context: ProcessContext) {
  const folder = path.join(neededSetting(context.settings, 'dataFolder'), 'journal');
  mkdirSync(folder, { recursive: true });
  return openOutbox({
    file: path.join(folder, `${context.name}.journal`),
    sender: context.name,
    onRefused: (batch, failure) =>
      context.log('error', 'the store refused facts', {
        facts: batch.facts.length,
        kinds: [...new Set(batch.facts.map(({ kind }) => kind))].join(' '),
        reason: failure.message,
        hint: failure.hint,
      }),
  });
}

runProcess(async (context) => {
  const { settings, log } = context;
  const ffmpeg = await findFfmpeg(settings['ffmpeg'] || null);
  if (!ffmpeg.ok) return ffmpeg;
  const outbox = openProcessOutbox(context);
  const detector = createDetectorClient();
  const gateways = new Set<Link>();
  let watched = new Set<string>();
  const fleet = createCameraFleet({
    ffmpeg: ffmpeg.value,
    detector,
    outbox,
    software: neededSetting(settings, 'version'),
    allowedFolders: z.array(z.string()).parse(JSON.parse(neededSetting(settings, 'allowedFolders'))),
    watched: (cameraId) => watched.has(cameraId),
    publish(head, jpeg) {
      for (const link of gateways) if (link.queuedBytes < VIEW_QUEUE_BYTES) link.send(head, jpeg);
    },
    log,
    tell: context.tell,
    command: (method, params) => store.command(method, params),
  });
  const server = await context.serve({
    onOpen: (link) => void gateways.add(link),
    onMessage(_link, message) {
      if (message.type === 'watch-views') watched = new Set(message.cameras);
    },
    onClose(link) {
      gateways.delete(link);
      if (gateways.size === 0) watched = new Set();
    },
  });
  const inference = context.dial('inference-0', {
    onOpen: (link) => detector.opened((message, body) => void link.send(message, body)),
    onMessage: (_link, message, body) => void detector.take(message, body),
    onClose: () => detector.lost(),
    onMalformed: (link, reason) => log('warn', 'a message was malformed', { from: link.peer, reason }),
  });
  const store = dialStore(context, {
    onOpen(link) {
      outbox.opened((message, body) => void link.send(message, body));
      link.send({
        type: 'watch-config',
        shard: numberSetting(settings, 'shard', 0),
        shards: numberSetting(settings, 'shards', 1),
      });
    },
    onMessage(message: Message) {
      if (message.type === 'facts-ack') outbox.acknowledged(message.seq);
      else if (message.type === 'facts-refused') outbox.refused(message.seq, message.failure);
      else if (message.type === 'config') fleet.configure(message.cameras, message.jobs);
    },
    onClose: () => outbox.lost(),
  });
  const timer = setInterval(() => {
    const status: Message = { type: 'camera-status', cameras: fleet.statuses(), ffmpeg: ffmpeg.value.version };
    for (const link of gateways) link.send(status);
  }, STATUS_EVERY_MS);
  return ok(async () => {
    clearInterval(timer);
    await fleet.stop();
    await outbox.drained(DRAIN_LIMIT_MS);
    inference.stop();
    store.stop();
    await server.stop();
    outbox.close();
  });
});
