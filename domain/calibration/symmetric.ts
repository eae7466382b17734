/** A symmetric matrix of `size` rows as a flat list. */
export interface Symmetric {
  readonly size: number;
  readonly values: Float64Array;
}

/** A symmetric matrix of zeros. */
export function symmetric(size: number): Symmetric {
  return { size, values: new Float64Array(size * size) };
}

/** Adds `weight` times the outer product of a row with itself. */
export function addOuter({ size, values }: Symmetric, row: readonly number[], weight: number): void {
  for (let i = 0; i < size; i += 1) {
    for (let j = 0; j < size; j += 1) {
      values[i * size + j] = (values[i * size + j] ?? 0) + weight * (row[i] ?? 0) * (row[j] ?? 0);
    }
  }
}

const SWEEPS = 60;

/** Eigenvalues from the least to the greatest with their vectors, by Jacobi's rotations. */
export function eigenOf(matrix: Symmetric): readonly { readonly value: number; readonly vector: readonly number[] }[] {
  const { size } = matrix;
  const a = Float64Array.from(matrix.values);
  const v = new Float64Array(size * size);
  for (let i = 0; i < size; i += 1) v[i * size + i] = 1;
  for (let sweep = 0; sweep < SWEEPS && offDiagonal(a, size) > 0; sweep += 1) {
    for (let p = 0; p < size - 1; p += 1) for (let q = p + 1; q < size; q += 1) rotate(a, v, size, p, q);
  }
  return Array.from({ length: size }, (_, column) => ({
    value: a[column * size + column] ?? 0,
    vector: Array.from({ length: size }, (_row, row) => v[row * size + column] ?? 0),
  })).sort((one, other) => one.value - other.value);
}

function offDiagonal(a: Float64Array, size: number): number {
  let [off, on] = [0, 0];
  for (let i = 0; i < size; i += 1) {
    on += (a[i * size + i] ?? 0) ** 2;
    for (let j = i + 1; j < size; j += 1) off += (a[i * size + j] ?? 0) ** 2;
  }
  return off <= 1e-30 * on ? 0 : off;
}

function rotate(a: Float64Array, v: Float64Array, size: number, p: number, q: number): void {
  const apq = a[p * size + q] ?? 0;
  if (apq === 0) return;
  const theta = ((a[q * size + q] ?? 0) - (a[p * size + p] ?? 0)) / (2 * apq);
  const t = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.hypot(theta, 1));
  const c = 1 / Math.hypot(t, 1);
  const s = t * c;
  for (let k = 0; k < size; k += 1) turn(a, k * size + p, k * size + q, c, s);
  for (let k = 0; k < size; k += 1) turn(a, p * size + k, q * size + k, c, s);
  for (let k = 0; k < size; k += 1) turn(v, k * size + p, k * size + q, c, s);
}

function turn(values: Float64Array, at: number, other: number, c: number, s: number): void {
  const [x, y] = [values[at] ?? 0, values[other] ?? 0];
  values[at] = c * x - s * y;
  values[other] = s * x + c * y;
}

/** The inverse of a positive definite matrix by Cholesky's parts; null where it is not definite. */
export function inverseOf({ size, values }: Symmetric): Symmetric | null {
  const lower = new Float64Array(size * size);
  for (let i = 0; i < size; i += 1) {
    for (let j = 0; j <= i; j += 1) {
      let sum = values[i * size + j] ?? 0;
      for (let k = 0; k < j; k += 1) sum -= (lower[i * size + k] ?? 0) * (lower[j * size + k] ?? 0);
      if (i === j) {
        if (!(sum > 1e-14 * (values[i * size + i] ?? 0))) return null;
        lower[i * size + i] = Math.sqrt(sum);
      } else lower[i * size + j] = sum / (lower[j * size + j] ?? 1);
    }
  }
  const inverse = symmetric(size);
  for (let column = 0; column < size; column += 1) solveColumn(lower, inverse.values, size, column);
  return inverse;
}

/** One column of the inverse: forward, then backward substitution. */
function solveColumn(lower: Float64Array, into: Float64Array, size: number, column: number): void {
  const y = new Float64Array(size);
  for (let i = 0; i < size; i += 1) {
    let sum = i === column ? 1 : 0;
    for (let k = 0; k < i; k += 1) sum -= (lower[i * size + k] ?? 0) * (y[k] ?? 0);
    y[i] = sum / (lower[i * size + i] ?? 1);
  }
  for (let i = size - 1; i >= 0; i -= 1) {
    let sum = y[i] ?? 0;
    for (let k = i + 1; k < size; k += 1) sum -= (lower[k * size + i] ?? 0) * (into[k * size + column] ?? 0);
    into[i * size + column] = sum / (lower[i * size + i] ?? 1);
  }
}

/** A symmetric matrix times a column. */
export function times({ size, values }: Symmetric, column: readonly number[]): number[] {
  return Array.from({ length: size }, (_, row) => {
    let sum = 0;
    for (let k = 0; k < size; k += 1) sum += (values[row * size + k] ?? 0) * (column[k] ?? 0);
    return sum;
  });
}
