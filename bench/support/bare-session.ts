import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { InferenceSession, Tensor } from 'onnxruntime-node';

/** Frames a second of nothing but the model: the limit that everything else is measured against. */
export async function bareFramesPerSecond(modelFile: string, threads: number, seconds: number): Promise<number> {
  const session = await InferenceSession.create(readFileSync(modelFile), {
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    graphOptimizationLevel: 'all',
  });
  const [name] = session.inputNames;
  const [input] = session.inputMetadata;
  if (name === undefined || input === undefined || !input.isTensor) throw new Error('the model has no picture input');
  const dims = input.shape.map((side) => (typeof side === 'number' && side > 0 ? side : 1));
  const pixels = new Float32Array(dims.reduce((product, side) => product * side, 1)).map(
    (_, index) => (index * 31) % 255,
  );
  const picture = new Tensor('float32', pixels, dims);
  const run = async (forMs: number): Promise<number> => {
    const begun = performance.now();
    let frames = 0;
    while (performance.now() - begun < forMs) {
      await session.run({ [name]: picture });
      frames += 1;
    }
    return (frames * 1000) / (performance.now() - begun);
  };
  await run(500);
  const rate = await run(seconds * 1000);
  await session.release();
  return rate;
}

// Run as a program: a process of its own, so that nothing of the bench itself slows it down.
if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [, , file = '', threads = '2', seconds = '5'] = process.argv;
  console.log(String(await bareFramesPerSecond(file, Number(threads), Number(seconds))));
}
