import { batch, crossing, sessionOpen, storeOptions, trackEnd, uuid, value } from './builders.ts';
import { openStore } from '../../../workers/store/open-store.ts';

/** Commits facts as fast as it can and prints each acknowledged track, until somebody kills it. */
const [folder = '', lineVersionId = '', name = ''] = process.argv.slice(2);
const store = value(await openStore({ ...storeOptions(folder), groupWaitMs: 2 }));
const session = uuid(name);
value(await store.submit(batch([sessionOpen(session)])));
for (let track = 1; ; track += 1) {
  const mediaUs = track * 100_000;
  const facts = [crossing(session, lineVersionId, { track, mediaUs }), trackEnd(session, { track })];
  const one = store.submit(batch(facts.slice(0, 1), new Uint8Array(), track * 2));
  const two = store.submit(batch(facts.slice(1), new Uint8Array(), track * 2 + 1));
  value(await one);
  value(await two);
  process.stdout.write(`${track}\n`);
}
