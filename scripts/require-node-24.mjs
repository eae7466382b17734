// Preloaded by every npm script: plain JavaScript, because an older Node cannot even read the TypeScript that follows.
// `npm ci` brings Node 24 along on Linux and Windows; elsewhere it has to be installed.
import process from 'node:process';

const needed = 24;
const found = Number(process.versions.node.split('.')[0]);
if (found < needed) {
  process.stderr.write(
    `This needs Node ${needed}, and this is Node ${process.versions.node}. ` +
      `Run it through npm after "npm ci" (which brings Node ${needed} on Linux and Windows), or install Node ${needed}.\n`,
  );
  process.exit(1);
}
