import { fail, ok } from '../../../domain/base/result.ts';
import type { Result } from '../../../domain/base/result.ts';
import type { ImportSize, Recognised, Sureness } from '../../../domain/contracts/model-import.ts';
import { COCO_CLASS_NAMES } from '../../../domain/detection/class-map.ts';
import { USUAL_PREPARATION } from '../../../domain/detection/families.ts';
import type { FamilyName } from '../../../domain/detection/families.ts';
import { FAMILIES, familyOf } from '../decoders/detect-family.ts';
import { isGrid, singleTable } from '../decoders/family.ts';
import type { ModelShape, OutputTensor } from '../decoders/family.ts';
import type { TensorInfo } from '../session.ts';
import type { OnnxFacts } from './onnx-facts.ts';
import { judgeOutput } from './output-look.ts';
import type { Verdict } from './output-look.ts';
import { readPythonNames, readPythonNumbers } from './python-text.ts';

/** What the file itself says of its classes and its input; empty where it says nothing. */
export interface FileWords {
  readonly names: readonly string[] | null;
  readonly size: ImportSize | null;
  readonly isDetr: boolean;
}

const TASKS: Readonly<Record<string, string>> = {
  segment: 'segments pictures',
  semantic: 'segments pictures',
  classify: 'classifies whole pictures',
  pose: 'finds poses',
  obb: 'finds turned boxes',
};
const DETECT_HINT = 'Export a model that was trained to detect: boxes with classes (task "detect").';

/** Reads the metadata that exporters are known to write; a model for another task is refused by its own word. */
export function readFileWords({ metadata }: OnnxFacts): Result<FileWords> {
  const task = metadata.get('task') ?? 'detect';
  if (task !== 'detect') {
    const does = TASKS[task] ?? `is made for the task "${task.slice(0, 40)}"`;
    return fail('import-wrong-task', `the model ${does}; here detectors are used`, DETECT_HINT);
  }
  const size = readPythonNumbers(metadata.get('imgsz') ?? '');
  const [height, width] = size ?? [];
  const words = `${metadata.get('description') ?? ''} ${metadata.get('head') ?? ''}`;
  return ok({
    names: readPythonNames(metadata.get('names') ?? ''),
    size: width === undefined || height === undefined ? null : { width, height },
    isDetr: /rt-?detr/i.test(words),
  });
}

export interface Seen {
  readonly facts: OnnxFacts;
  readonly words: FileWords;
  readonly inputs: readonly TensorInfo[];
  readonly declared: readonly TensorInfo[];
  readonly size: ImportSize | null;
  readonly sizeSure: Sureness;
  readonly openSize: boolean;
  readonly sizeInput: boolean;
  /** What it gave when it was tried; null: it was not, because nobody knows at which size. */
  readonly outputs: readonly OutputTensor[] | null;
}

/** Says what can be said of a model, and of each thing how it is known. */
export function recognise(seen: Seen): Result<Recognised> {
  const family = seen.outputs === null || seen.size === null ? UNTRIED : familyFrom(seen, seen.outputs, seen.size);
  if (!family.ok) return family;
  const { value: name, families } = family.value;
  const classes = classesFrom(seen, name);
  if (!classes.ok) return classes;
  const usual = name === null ? null : USUAL_PREPARATION[name];
  // "decoded" is a layout of many makers: how they prepare pictures is nobody's custom.
  const sure: Sureness = usual === null || name === 'decoded' ? 'unknown' : 'usual';
  const prepared = <T>(value: T | undefined) => ({ value: sure === 'unknown' ? null : (value ?? null), sure });
  const { metadata } = seen.facts;
  const author = [metadata.get('author'), metadata.get('version')].filter(Boolean).join(' ');
  return ok({
    producer: clip(author === '' ? seen.facts.producer : author, 120),
    description: clip(metadata.get('description') ?? '', 200),
    licence: clip(metadata.get('license') ?? metadata.get('licence') ?? '', 200),
    opset: seen.facts.opset,
    inputs: seen.inputs.map(shapeOf),
    outputs: seen.outputs === null ? seen.declared.map(shapeOf) : seen.outputs.map(shapeOfOutput),
    family: { value: name, sure: name === null ? 'unknown' : 'seen' },
    families: [...families],
    size: { value: seen.size, sure: seen.sizeSure },
    openSize: seen.openSize,
    channelOrder: prepared(usual?.channelOrder),
    scale: prepared(usual?.scale),
    resize: prepared(usual?.resize),
    ...classes.value,
  });
}

interface FamilyFound {
  readonly value: FamilyName | null;
  readonly families: readonly FamilyName[];
}
const UNTRIED: Result<FamilyFound> = { ok: true, value: { value: null, families: [] } };

function familyFrom(seen: Seen, outputs: readonly OutputTensor[], size: ImportSize): Result<FamilyFound> {
  const shape: ModelShape = { input: size, sizeInput: seen.sizeInput, outputs };
  const other = otherTask(outputs);
  if (other !== null) return other;
  const judged = readings(shape, seen.words)
    .map((family) => ({ family, verdict: judgeOutput(family, outputs, size) }))
    .filter(({ verdict }) => verdict !== 'cannot');
  const best = sureOf(judged, seen.words);
  if (judged.length === 0) return unknownLayout(outputs, size);
  return ok({ value: best, families: judged.map(({ family }) => family) });
}

/** The families whose shape this is, and whose number of classes agrees with the names in the file. */
function readings(shape: ModelShape, { names }: FileWords): FamilyName[] {
  const table = singleTable(shape);
  const listed = table !== null && table.columns === 6 && !isGrid(shape.input, table.rows);
  const onGrid = table !== null && table.columns > 5 && isGrid(shape.input, table.rows);
  const likely: FamilyName[] = FAMILIES.filter((family) => family.looksLike(shape)).map(({ name }) => name);
  // YOLOX decoded in the graph writes what YOLOv5 writes, with one row for each cell instead of three.
  if (onGrid) likely.push('yolov5');
  if (listed) likely.push('detr-list', 'detr');
  return [...new Set(likely)].filter((name) => {
    const count = familyOf(name).classCount(shape);
    return count !== null && (names === null || count === 'ids' || count === names.length);
  });
}

function sureOf(judged: readonly { family: FamilyName; verdict: Verdict }[], words: FileWords): FamilyName | null {
  const [only] = judged;
  if (only !== undefined && judged.length === 1) return only.family;
  const fitting = judged.filter(({ verdict }) => verdict === 'fits');
  if (fitting.length === 1) return fitting[0]?.family ?? null;
  // End to end or a list of RT-DETR: the file's own description tells, where it has one.
  const told = (fitting.length > 0 ? fitting : judged).filter(
    ({ family }) => words.names !== null && (family === 'detr-list' || family === 'detr') === words.isDetr,
  );
  return told.length === 1 ? (told[0]?.family ?? null) : null;
}

function otherTask(outputs: readonly OutputTensor[]): Result<never> | null {
  const ranks = outputs.map(({ dims }) => dims.length);
  if (ranks.includes(3) && ranks.includes(4))
    return fail('import-wrong-task', 'the model gives masks beside its boxes: it segments pictures', DETECT_HINT);
  if (outputs.length === 1 && ranks[0] === 2)
    return fail('import-wrong-task', 'the model gives one row of numbers: it classifies whole pictures', DETECT_HINT);
  return null;
}

function unknownLayout(outputs: readonly OutputTensor[], size: ImportSize): Result<never> {
  const list = outputs.map(({ name, dims }) => `${name} ${dims.join('×')}`).join(', ');
  const raw = outputs.length > 1 && outputs.every(({ dims }) => dims.length >= 4);
  return fail(
    'import-layout',
    `the model gives ${list} for ${size.width}×${size.height}: no layout that is read here`,
    raw
      ? 'These are the raw maps of its head: export it with its own decoding (as the exporter does by default).'
      : 'Export it in one of the ways that docs/models/import.md lists.',
  );
}

type ClassesFound = Pick<Recognised, 'classes' | 'classCount'>;

function classesFrom(seen: Seen, name: FamilyName | null): Result<ClassesFound> {
  const { names } = seen.words;
  const count = name === null ? null : countOf(seen, name);
  if (names !== null) return ok({ classes: { value: [...names], sure: 'file' }, classCount: count });
  // Eighty classes without names are COCO's, as every exporter of the families numbers them.
  if (count === COCO_CLASS_NAMES.length)
    return ok({ classes: { value: [...COCO_CLASS_NAMES], sure: 'usual' }, classCount: count });
  return ok({ classes: { value: null, sure: 'unknown' }, classCount: count });
}

function countOf({ outputs, size, sizeInput }: Seen, name: FamilyName): number | null {
  if (outputs === null || size === null) return null;
  const count = familyOf(name).classCount({ input: size, sizeInput, outputs });
  return typeof count === 'number' ? count : null;
}

function shapeOf({ name, type, dims }: TensorInfo) {
  return { name: clip(name, 80), type, dims: [...dims] };
}

function shapeOfOutput({ name, dims, data }: OutputTensor) {
  const type = data instanceof Float32Array ? 'float32' : data instanceof Int32Array ? 'int32' : 'int64';
  return { name: clip(name, 80), type, dims: [...dims] };
}

function clip(text: string, length: number): string {
  return text.slice(0, length);
}
