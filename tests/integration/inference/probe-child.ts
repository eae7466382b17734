import { runProviderProbe } from '../../../workers/inference/index.ts';

/** The throw-away process of the probe tests; `crash` and `hang` stand for a driver that does. */
const [argument = '', mood] = process.argv.slice(2);
if (mood === 'crash') process.abort();
if (mood === 'hang') setInterval(() => undefined, 1000);
else await runProviderProbe(argument, (line) => process.stdout.write(line));
