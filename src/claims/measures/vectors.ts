/** Sum of products, in float64. */
export function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

/** Euclidean length of a difference. */
export function distance(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i]! - b[i]!) ** 2;
  return Math.sqrt(sum);
}

/** 1 - the cosine of the angle between two vectors: 0 for the same direction, 2 for opposite ones; NaN where one is zero. */
export function turn(a: ArrayLike<number>, b: ArrayLike<number>): number {
  return 1 - dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
}
