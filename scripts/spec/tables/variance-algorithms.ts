/** Variances in float32, each operation rounded, as naive code computes them. */
const f = Math.fround;

/** Of any four consecutive integers. */
export const exactVariance = 5 / 4;

const mean = (x: readonly number[]) => f(x.reduce((sum, value) => f(sum + value), 0) / x.length);
const meanSquare = (x: readonly number[]) => mean(x.map((value) => f(value * value)));

/** E[x^2] - E[x]^2. */
export function onePass(x: readonly number[]): number {
  const mu = mean(x);
  return f(meanSquare(x) - f(mu * mu));
}

/** The same for the differences from the first element. */
export function shiftedOnePass(x: readonly number[]): number {
  return onePass(x.map((value) => f(value - x[0]!)));
}

/** The mean, then the squares of the differences from it. */
export function twoPasses(x: readonly number[]): number {
  const mu = mean(x);
  return meanSquare(x.map((value) => f(value - mu)));
}

/** Mean and sum of squares moved with each element. */
export function welford(x: readonly number[]): number {
  let mu = 0;
  let squares = 0;
  x.forEach((value, k) => {
    const before = f(value - mu);
    mu = f(mu + f(before / (k + 1)));
    squares = f(squares + f(before * f(value - mu)));
  });
  return f(squares / x.length);
}
