import { createCandidates } from '../../domain/detection/candidates.ts';
import type { Candidates } from '../../domain/detection/candidates.ts';
import { COCO_CLASS_NAMES, buildClassMap } from '../../domain/detection/class-map.ts';
import type { ClassMap } from '../../domain/detection/class-map.ts';
import type { Detections } from '../../domain/detection/detections.ts';
import { normaliseBoxes } from '../../domain/detection/letterbox.ts';
import { pickDetections, suppress } from '../../domain/detection/nms.ts';
import { fail, ok } from '../../domain/base/result.ts';
import type { Result } from '../../domain/base/result.ts';
import { checkFamily, detectFamily } from './decoders/detect-family.ts';
import type { Family, OutputTensor } from './decoders/family.ts';
import { tensorSpec, usualManifest } from './manifest.ts';
import type { ModelManifest } from '../../domain/contracts/model-manifest.ts';
import type { ModelFile } from './model-folder.ts';
import { createFeeder, readInputs } from './model-inputs.ts';
import type { Feeder, ModelInputs } from './model-inputs.ts';
import { firstLine } from './session.ts';
import type { ModelSession, OpenSession, ProviderName } from './session.ts';
import { noisePicture } from './picture.ts';
import type { Picture } from './picture.ts';

/** What was seen on pictures, and how long looking at them took, waiting for a free lane aside. */
export interface Seen {
  readonly detections: Detections[];
  readonly ms: number;
}

/** A model ready to look at pictures. */
export interface Detector {
  readonly manifest: ModelManifest;
  readonly sha256: string;
  readonly provider: ProviderName;
  readonly classMap: ClassMap;
  /** Pictures it can take in one run. */
  readonly maxBatch: number;
  /** Runs that it takes at once; on the processor some of them wait in its lanes. */
  readonly lanes: number;
  /** false: a picture's result changed with its company when tried; pictures that must repeat exactly then go alone. */
  readonly independent: boolean;
  /** What each picture shows, boxes in 0..1 of it. Throws when the device or the model fails. */
  detect(pictures: readonly Picture[]): Promise<Seen>;
  /** The raw outputs for one picture, to compare providers. */
  outputsFor(picture: Picture): Promise<OutputTensor[]>;
  release(): Promise<void>;
}

export interface OpenDetectorOptions {
  readonly provider: ProviderName;
  readonly threads: number;
  /** More than this is never taken at once; a model exported for one picture takes one. */
  readonly maxBatch: number;
  /** Weaker boxes are left out. */
  readonly floor: number;
  readonly openSession: OpenSession;
}

/** Loads a model, looks at one black picture with it and checks that what came out is what its description says. */
export async function openDetector(file: ModelFile, options: OpenDetectorOptions): Promise<Result<Detector>> {
  const opened = await options.openSession({ bytes: file.bytes, provider: options.provider, threads: options.threads });
  if (!opened.ok) return opened;
  const session = opened.value;
  const detector = await prepare(file, session, options).catch((error: unknown) =>
    fail('model-run', `the model "${file.id}" was loaded but does not run: ${firstLine(error)}`, 'Export it again.'),
  );
  if (!detector.ok) await session.release();
  return detector;
}

async function prepare(
  file: ModelFile,
  session: ModelSession,
  options: OpenDetectorOptions,
): Promise<Result<Detector>> {
  const inputs = readInputs(session.inputs, file.manifest?.input ?? null);
  if (!inputs.ok) return inputs;
  const warm = await warmUp(session, inputs.value);
  const model = describeModel(file, inputs.value, warm);
  if (!model.ok) return model;
  const classMap = buildClassMap(model.value.manifest.classes, model.value.manifest.classMap);
  if (!classMap.ok) return classMap;
  const maxBatch = inputs.value.openBatch ? Math.max(1, options.maxBatch) : 1;
  const detector = createDetector({
    ...model.value,
    classMap: classMap.value,
    sha256: file.sha256,
    session,
    feeder: createFeeder(inputs.value, tensorSpec(model.value.manifest)),
    maxBatch,
    floor: options.floor,
  });
  if (maxBatch === 1) return ok(detector);
  if (options.provider !== 'cpu') await warmUpSizes(detector);
  return ok({ ...detector, independent: await isIndependent(detector) });
}

/** Devices compile anew for every size of a batch: now, while it is known that this takes its time, and not among frames. */
async function warmUpSizes(detector: Detector): Promise<void> {
  for (let size = 2; size <= detector.maxBatch; size += 1) await detector.detect(noisePictures(detector, size));
}

/** The first run allocates and, on GPUs, compiles; it also shows the true shape of open outputs. */
async function warmUp(session: ModelSession, inputs: ModelInputs): Promise<OutputTensor[]> {
  const { width, height } = inputs;
  return session.run(inputs.feeds(new Float32Array(3 * width * height), 1));
}

interface Described {
  readonly manifest: ModelManifest;
  readonly family: Family;
}

function describeModel(file: ModelFile, inputs: ModelInputs, outputs: readonly OutputTensor[]): Result<Described> {
  const shape = { input: inputs, sizeInput: inputs.sizeInput, outputs };
  if (file.manifest !== null) {
    const { manifest } = file;
    const family = checkFamily(manifest.family, shape, manifest.classes.length);
    return family.ok ? ok({ manifest, family: family.value }) : family;
  }
  const family = detectFamily(shape, COCO_CLASS_NAMES.length);
  if (!family.ok) return family;
  const manifest = usualManifest(file.id, 'model.onnx', file.sha256, family.value.name, inputs);
  return ok({ manifest, family: family.value });
}

interface Parts extends Described {
  readonly classMap: ClassMap;
  readonly sha256: string;
  readonly session: ModelSession;
  readonly feeder: Feeder;
  readonly maxBatch: number;
  readonly floor: number;
}

function createDetector(parts: Parts): Detector {
  const candidates = createCandidates();
  const run = (pictures: readonly Picture[]) => parts.session.run(parts.feeder.feeds(pictures));
  return {
    manifest: parts.manifest,
    sha256: parts.sha256,
    provider: parts.session.provider,
    classMap: parts.classMap,
    maxBatch: parts.maxBatch,
    lanes: 1,
    independent: true,
    async detect(pictures) {
      const begun = performance.now();
      const outputs = await run(pictures);
      checkBatch(outputs, pictures.length);
      const detections = pictures.map((picture, image) => readImage(parts, candidates, outputs, image, picture));
      return { detections, ms: performance.now() - begun };
    },
    outputsFor: (picture) => run([picture]),
    release: () => parts.session.release(),
  };
}

function readImage(
  parts: Parts,
  into: Candidates,
  outputs: readonly OutputTensor[],
  image: number,
  picture: Picture,
): Detections {
  into.count = 0;
  const { input, nms, maxDetections } = parts.manifest;
  parts.family.decode({ outputs, image, input, codes: parts.classMap.codes, floor: parts.floor, into });
  const kept = suppress(into, nms === null ? null : { ...nms, maxDetections }, maxDetections);
  const detections = pickDetections(into, kept);
  normaliseBoxes(parts.feeder.planFor(picture), detections.boxes, detections.count);
  return detections;
}

function checkBatch(outputs: readonly OutputTensor[], pictures: number): void {
  for (const { name, dims } of outputs) {
    if (dims[0] !== pictures) throw new Error(`output ${name} has ${dims[0] ?? 0} images for ${pictures} pictures`);
  }
}

/** Tries whether one picture gives the same numbers, bit for bit, alone and among others. */
async function isIndependent(detector: Detector): Promise<boolean> {
  const company = noisePictures(detector, detector.maxBatch);
  const together = await detector.detect(company);
  const alone = await detector.detect(company.slice(-1));
  return sameDetections(together.detections.at(-1), alone.detections[0]);
}

function noisePictures({ manifest }: Detector, count: number): Picture[] {
  const { width, height } = manifest.input;
  return Array.from({ length: count }, (_, index) => noisePicture(width, height, index + 1));
}

function sameDetections(a: Detections | undefined, b: Detections | undefined): boolean {
  if (a === undefined || b === undefined || a.count !== b.count) return false;
  const same = (x: ArrayLike<number>, y: ArrayLike<number>) => Array.from(x).every((value, i) => value === y[i]);
  return same(a.boxes, b.boxes) && same(a.scores, b.scores) && same(a.classes, b.classes);
}
