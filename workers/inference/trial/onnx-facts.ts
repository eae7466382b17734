import { fail, ok } from '../../../domain/base/result.ts';
import type { Result } from '../../../domain/base/result.ts';

/**
 * What an ONNX file says of itself beyond its inputs and outputs. ONNX Runtime's session for Node gives neither the
 * metadata nor the versions, so these few fields are read from the file: protobuf, field numbers as in onnx.proto.
 */
export interface OnnxFacts {
  readonly producer: string;
  /** Of the standard operators. */
  readonly opset: number;
  readonly metadata: ReadonlyMap<string, string>;
  /** Weights lie in another file beside this one. */
  readonly outsideWeights: boolean;
}

const MODEL = { producerName: 2, producerVersion: 3, graph: 7, opsetImport: 8, metadata: 14 } as const;
const GRAPH = { initializer: 5 } as const;
const TENSOR = { dataLocation: 14 } as const;
const EXTERNAL = 1n;

/** Reads them; a file that is no ONNX, or only part of one, is refused with what it seems to be. */
export function readOnnxFacts(bytes: Uint8Array): Result<OnnxFacts> {
  const foreign = foreignFormat(bytes);
  if (foreign !== null) {
    return fail('import-not-onnx', `the file is ${foreign}, not ONNX`, 'Export the model as ONNX and bring that file.');
  }
  const fields = readFields(bytes);
  const graph = fields?.find(({ number }) => number === MODEL.graph);
  if (fields === null || graph?.bytes === undefined) return notWhole(bytes);
  const text = (number: number) => decode(fields.find((field) => field.number === number)?.bytes);
  const metadata = fields.filter(({ number }) => number === MODEL.metadata).flatMap(entryOf);
  return ok({
    producer: `${text(MODEL.producerName)} ${text(MODEL.producerVersion)}`.trim(),
    opset: opsetOf(fields),
    metadata: new Map(metadata),
    outsideWeights: hasOutsideWeights(graph.bytes),
  });
}

function notWhole(bytes: Uint8Array): Result<never> {
  // Every exporter begins with the version of the format: field 1, a small number.
  if (bytes[0] === 0x08 && (bytes[1] ?? 0) < 0x20) {
    return fail('import-cut-off', 'the file begins as ONNX but ends too early', 'Copy or export it again.');
  }
  return fail('import-not-onnx', 'the file is not ONNX', 'Export the model as ONNX and bring that file.');
}

/** Formats that are often taken for it, by their first bytes. */
function foreignFormat(bytes: Uint8Array): string | null {
  const start = Buffer.from(bytes.subarray(0, 16)).toString('latin1');
  if (start.startsWith('PK\u0003\u0004')) return 'an archive, as PyTorch writes its weights (.pt, .pth)';
  if (start.startsWith('\u0089HDF')) return 'a Keras model (HDF5)';
  if (start.slice(4, 8) === 'TFL3') return 'a TensorFlow Lite model';
  if (start.startsWith('GGUF')) return 'a GGUF model';
  if (start.startsWith('<?xml') || start.startsWith('<net')) return 'the description of an OpenVINO model';
  if (start.startsWith('\u0080\u0002')) return 'a Python pickle, as PyTorch once wrote its weights';
  return start.startsWith('ftrt') || start.startsWith('ptrt') ? 'a TensorRT engine' : null;
}

function opsetOf(fields: readonly Field[]): number {
  const versions = fields
    .filter(({ number }) => number === MODEL.opsetImport)
    .map(({ bytes }) => readFields(bytes ?? new Uint8Array(0)) ?? [])
    .filter((entry) => decode(entry.find(({ number }) => number === 1)?.bytes) === '')
    .map((entry) => Number(entry.find(({ number }) => number === 2)?.value ?? 0n));
  return Math.max(0, ...versions);
}

function entryOf({ bytes }: Field): [string, string][] {
  const entry = readFields(bytes ?? new Uint8Array(0)) ?? [];
  const part = (number: number) => decode(entry.find((field) => field.number === number)?.bytes);
  return [[part(1), part(2)]];
}

function hasOutsideWeights(graph: Uint8Array): boolean {
  const tensors = (readFields(graph) ?? []).filter(({ number }) => number === GRAPH.initializer);
  return tensors.some(({ bytes }) =>
    (readFields(bytes ?? new Uint8Array(0)) ?? []).some(
      ({ number, value }) => number === TENSOR.dataLocation && value === EXTERNAL,
    ),
  );
}

function decode(bytes: Uint8Array | undefined): string {
  return bytes === undefined ? '' : new TextDecoder().decode(bytes);
}

interface Field {
  readonly number: number;
  readonly value?: bigint;
  readonly bytes?: Uint8Array;
}

/** The fields of one protobuf message; nothing is copied. null: these bytes are no message. */
function readFields(bytes: Uint8Array): Field[] | null {
  const fields: Field[] = [];
  let at = 0;
  const varint = (): bigint | null => {
    let value = 0n;
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const byte = bytes[at];
      if (byte === undefined) return null;
      at += 1;
      value |= BigInt(byte & 127) << shift;
      if (byte < 128) return value;
    }
    return null;
  };
  while (at < bytes.length) {
    const key = varint();
    if (key === null) return null;
    const number = Number(key >> 3n);
    const wire = Number(key & 7n);
    if (number === 0) return null;
    if (wire === 0) {
      const value = varint();
      if (value === null) return null;
      fields.push({ number, value });
      continue;
    }
    const length = lengthOf(wire, varint);
    if (length === null || at + length > bytes.length) return null;
    fields.push({ number, bytes: bytes.subarray(at, at + length) });
    at += length;
  }
  return fields;
}

const FIXED64 = 1;
const DELIMITED = 2;
const FIXED32 = 5;

function lengthOf(wire: number, varint: () => bigint | null): number | null {
  if (wire === FIXED64) return 8;
  if (wire === FIXED32) return 4;
  const length = wire === DELIMITED ? varint() : null;
  return length === null ? null : Number(length);
}
