/**
 * Writes small ONNX models without any tool: enough of the protobuf format for graphs of standard operators, so that
 * tests have real models of known output. Field numbers are those of onnx.proto.
 */

type Dim = number | string;
export type ElementType = 'float32' | 'uint8' | 'int32' | 'int64' | 'bool';

const ELEMENT_CODES: Readonly<Record<ElementType, number>> = { float32: 1, uint8: 2, int32: 6, int64: 7, bool: 9 };

export interface GraphValue {
  readonly name: string;
  readonly type: ElementType;
  /** A name instead of a number leaves the dimension open. */
  readonly dims: readonly Dim[];
}
export interface GraphTensor {
  readonly name: string;
  readonly dims: readonly number[];
  readonly data: Float32Array | Uint8Array | Int32Array | BigInt64Array;
}
export interface GraphNode {
  readonly op: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  /** Whole numbers become INT, other numbers FLOAT (wrap in `asFloat` to force it), lists INTS, text STRING. */
  readonly attributes?: Readonly<Record<string, AttributeValue>>;
}
export interface AsFloat {
  readonly float: number;
}
export type AttributeValue = number | string | readonly number[] | AsFloat;

export interface Graph {
  readonly inputs: readonly GraphValue[];
  readonly outputs: readonly GraphValue[];
  readonly nodes: readonly GraphNode[];
  readonly constants: readonly GraphTensor[];
}

/** A number that must be written as FLOAT although it is whole. */
export function asFloat(float: number): AsFloat {
  return { float };
}

/** A constant of 32-bit floats. */
export function floats(name: string, dims: readonly number[], values: Iterable<number>): GraphTensor {
  return { name, dims, data: Float32Array.from(values) };
}

/** A constant of 64-bit whole numbers, one-dimensional unless said otherwise: shapes, axes, indices. */
export function longs(name: string, values: readonly number[], dims: readonly number[] = [values.length]): GraphTensor {
  return { name, dims, data: BigInt64Array.from(values, BigInt) };
}

/** The bytes of an .onnx file. */
export function onnxModel(graph: Graph, opset = 17): Uint8Array {
  const opsetImport = message([text(1, ''), varint(2, opset)]);
  return message([varint(1, 8), text(2, 'tests'), bytes(7, graphBytes(graph)), bytes(8, opsetImport)]);
}

/** The same file with words about itself behind the graph, as exporters write them. */
export function withMetadata(model: Uint8Array, metadata: Readonly<Record<string, string>>): Uint8Array {
  const entries = Object.entries(metadata).map(([key, value]) => bytes(14, message([text(1, key), text(2, value)])));
  return message([model, ...entries]);
}

function graphBytes({ inputs, outputs, nodes, constants }: Graph): Uint8Array {
  return message([
    ...nodes.map((node, index) => bytes(1, nodeBytes(node, index))),
    text(2, 'graph'),
    ...constants.map((tensor) => bytes(5, tensorBytes(tensor))),
    ...inputs.map((value) => bytes(11, valueBytes(value))),
    ...outputs.map((value) => bytes(12, valueBytes(value))),
  ]);
}

function nodeBytes({ op, inputs, outputs, attributes = {} }: GraphNode, index: number): Uint8Array {
  return message([
    ...inputs.map((name) => text(1, name)),
    ...outputs.map((name) => text(2, name)),
    text(3, `${op}-${index}`),
    text(4, op),
    ...Object.entries(attributes).map(([name, value]) => bytes(5, attributeBytes(name, value))),
  ]);
}

function attributeBytes(name: string, value: AttributeValue): Uint8Array {
  const [FLOAT, INT, STRING, INTS] = [1, 2, 3, 7];
  const typed = (kind: number, ...fields: Uint8Array[]) => message([text(1, name), ...fields, varint(20, kind)]);
  if (typeof value === 'string') return typed(STRING, text(4, value));
  if (typeof value === 'number') {
    return Number.isInteger(value) ? typed(INT, varint(3, value)) : typed(FLOAT, float(2, value));
  }
  return 'float' in value ? typed(FLOAT, float(2, value.float)) : typed(INTS, ...value.map((item) => varint(8, item)));
}

function tensorBytes({ name, dims, data }: GraphTensor): Uint8Array {
  const raw = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  return message([
    ...dims.map((dim) => varint(1, dim)),
    varint(2, ELEMENT_CODES[elementType(data)]),
    text(8, name),
    bytes(9, raw),
  ]);
}

function elementType(data: GraphTensor['data']): ElementType {
  if (data instanceof Float32Array) return 'float32';
  if (data instanceof BigInt64Array) return 'int64';
  return data instanceof Int32Array ? 'int32' : 'uint8';
}

function valueBytes({ name, type, dims }: GraphValue): Uint8Array {
  const shape = message(
    dims.map((dim) => bytes(1, message([typeof dim === 'number' ? varint(1, dim) : text(2, dim)]))),
  );
  const tensorType = message([varint(1, ELEMENT_CODES[type]), bytes(2, shape)]);
  return message([text(1, name), bytes(2, message([bytes(1, tensorType)]))]);
}

// ---- protobuf ---------------------------------------------------------------------------------------------------

const VARINT = 0;
const LENGTH = 2;
const FIXED32 = 5;

function message(fields: readonly Uint8Array[]): Uint8Array {
  const size = fields.reduce((sum, field) => sum + field.length, 0);
  const out = new Uint8Array(size);
  let at = 0;
  for (const field of fields) {
    out.set(field, at);
    at += field.length;
  }
  return out;
}

function bytes(field: number, content: Uint8Array): Uint8Array {
  return message([rawVarint(BigInt(field * 8 + LENGTH)), rawVarint(BigInt(content.length)), content]);
}

function text(field: number, content: string): Uint8Array {
  return bytes(field, new TextEncoder().encode(content));
}

function varint(field: number, value: number): Uint8Array {
  return message([rawVarint(BigInt(field * 8 + VARINT)), rawVarint(BigInt.asUintN(64, BigInt(value)))]);
}

function float(field: number, value: number): Uint8Array {
  const content = new Uint8Array(4);
  new DataView(content.buffer).setFloat32(0, value, true);
  return message([rawVarint(BigInt(field * 8 + FIXED32)), content]);
}

function rawVarint(value: bigint): Uint8Array {
  const out: number[] = [];
  let rest = value;
  do {
    const low = Number(rest & 0x7fn);
    rest >>= 7n;
    out.push(rest > 0n ? low | 0x80 : low);
  } while (rest > 0n);
  return Uint8Array.from(out);
}
