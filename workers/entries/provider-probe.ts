import { runProviderProbe } from '../inference/index.ts';

/** The whole life of a throw-away process that tries a model on a device; a driver may bring it down. */
await runProviderProbe(process.argv[2] ?? '', (line) => {
  // The desktop's processes do not end by themselves when nothing is left to do.
  process.stdout.write(line, () => process.exit(0));
});
