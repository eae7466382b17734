import { build } from 'vite';
import { repositoryRoot } from '../run-program.ts';

/** The code of a page as one script: the browser gets it without a server of modules. */
export async function pageScript(entry: string): Promise<string> {
  const result = await build({
    configFile: false,
    root: repositoryRoot,
    publicDir: false,
    logLevel: 'warn',
    build: {
      write: false,
      target: 'chrome140',
      minify: false,
      lib: { entry, formats: ['iife'], name: 'page' },
    },
  });
  const [output] = Array.isArray(result) ? result : [result];
  const chunk = output !== undefined && 'output' in output ? output.output[0] : undefined;
  if (chunk === undefined) throw new Error(`the page of ${entry} came out empty`);
  return chunk.code;
}
