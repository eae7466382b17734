import { globSync } from 'node:fs';
import { basename, join } from 'node:path';
import { repositoryRoot, runProgram } from './run-program.ts';
import { flatLine } from './flat-line.ts';

/** Runs one measurement of bench/ and passes its output through; its last line is one flat JSON object for other programs. */
function benchNames(): readonly string[] {
  const files = globSync('bench/*.ts', { cwd: repositoryRoot });
  return files
    .map((file) => basename(file, '.ts'))
    .filter((name) => !name.endsWith('.d'))
    .sort();
}

function listNames(names: readonly string[]): void {
  console.log(
    names.length === 0 ? 'There are no measurements yet.' : 'npm run bench -- NAME [--json] [options of NAME]',
  );
  for (const name of names) console.log(`  ${name}`);
}

async function main(): Promise<number> {
  const [name, ...rest] = process.argv.slice(2);
  const names = benchNames();
  if (name === undefined) {
    listNames(names);
    return 0;
  }
  if (!names.includes(name)) {
    console.error(`No measurement is called "${name}".`);
    listNames(names);
    return 2;
  }
  const onlyJson = rest.includes('--json');
  const file = join(repositoryRoot, 'bench', `${name}.ts`);
  const result = await runProgram(process.execPath, [file, ...rest], { output: onlyJson ? 'keep' : 'both' });
  const line = flatLine(result.stdout);
  if (onlyJson && line !== null) console.log(line);
  if (result.code !== 0) {
    console.error(onlyJson ? result.text.trimEnd() : `${name} ended with code ${result.code}.`);
    return 1;
  }
  if (line === null) console.error(`The last line of ${name} is not one flat JSON object, so nobody can compare it.`);
  return line === null ? 1 : 0;
}

process.exitCode = await main();
