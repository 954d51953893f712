/**
 * How far one step of training may differ between two sound implementations in float32.
 *
 * Trainings part for good after some steps, whatever computes them: each rounding is a small change of the weights, and training amplifies it. So two
 * implementations are compared step by step, each step from the same weights, on the same batch.
 *
 * The network is dense, batch norm, sigmoid, again and again, then dense and softmax cross-entropy. Each number x that an implementation computes
 * has an error of at most e(x), to first order the sum of what it rounds itself and of what the errors of its arguments do to it:
 *
 * - y = sum of N products a w, with exact w: e(y) = sum |w| e(a) + N' u sum |a w|, N' the growth of sums (spec/bounds/arithmetic.ts) and one
 *   rounding for each product.
 * - batch norm: its own bound (spec/bounds) for an exact input, and the absolute values of its Jacobian times e(x):
 *   N(x)_i = |gamma| r (e_i + mean(e) + |z_i| mean(|z| e)). Its gradient the same in gradOutput, the Jacobian being symmetric; and through the
 *   input, z by Z_i = r (e_i + mean(e) + |z_i| mean(|z| e)) and r by r^2 mean(|z| e):
 *   |gradInput_i| r mean(|z| e) + |gamma| r (Z_i |mean(g z)| + |z_i| mean(|g| Z)).
 * - sigmoid s: its derivative s (1 - s) times e, and 4 u: an exponential to an ulp or two, an addition, a quotient. Backward
 *   s (1 - s) e(g) + |g (1 - 2 s)| e(s), and 3 u |g|.
 * - softmax p: p_k (e_k + sum p e), and 8 u p_k for the exponentials and the quotient; then 2 u of the result.
 *
 * Each of the two is within e of the exact step, so they are within 2 e of each other. What is left out is of second order: products of two errors, of which
 * at least one is that of an activation or of a normalized value, below 2^-10 of its size here. So it is a hundredth of e or less, and is paid for by the
 * factor 1 + 2^-4 at the end.
 */
import { arithmeticOf } from '../../../spec/bounds/arithmetic.ts';
import { trainingGradientBounds } from '../../../spec/bounds/gradient-bounds.ts';
import { trainingBounds } from '../../../spec/bounds/training-bounds.ts';
import type { Case, Conventions } from '../../../spec/contract.ts';

/** Row-major numbers with the bounds of their errors. */
interface Uncertain {
  readonly values: Float64Array;
  readonly errors: Float64Array;
}

/** What a step is about: dense layers without bias before each batch norm, the last without batch norm. */
export interface StepCase {
  readonly inputs: Float32Array;
  readonly labels: Uint8Array;
  readonly epsilon: number;
  readonly learningRate: number;
  /** One for each dense layer: inputs x outputs. */
  readonly weights: readonly Float32Array[];
  /** One for each batch norm. */
  readonly gammas: readonly Float32Array[];
  readonly betas: readonly Float32Array[];
}

/** For each parameter its exact value after the step, to first order in nothing but float64, and the bound of two implementations. */
export interface StepBounds {
  readonly weights: readonly Uncertain[];
  readonly gammas: readonly Uncertain[];
  readonly betas: readonly Uncertain[];
}

const arithmetic = arithmeticOf('float32');
const { u, eta } = arithmetic;
const SECOND_ORDER = 1 + 2 ** -4;

/** The step in float64, with bounds. */
export function stepBounds(given: StepCase, conventions: Conventions): StepBounds {
  const rows = given.labels.length;
  const layers = given.gammas.length;
  const exact = (values: ArrayLike<number>): Uncertain => ({
    values: Float64Array.from(values),
    errors: new Float64Array(values.length),
  });
  const weights = given.weights.map(exact);
  const caseOf = (input: Float64Array, layer: number, gradOutput?: Float64Array): Case => {
    const channels = given.gammas[layer]!.length;
    return {
      shape: [rows, channels],
      channelAxis: 1,
      // Rounded to float32, as a case is; that is one more error of u |x|, counted where this is used.
      input: Float32Array.from(input),
      gradOutput: Float32Array.from(gradOutput ?? new Float64Array(input.length)),
      gamma: given.gammas[layer]!,
      beta: given.betas[layer]!,
      runningMean: new Float32Array(channels),
      runningVariance: new Float32Array(channels).fill(1),
      epsilon: given.epsilon,
      exponentialAverageFactor: 0.5,
      variation: 0,
    };
  };

  // Forward.
  const activations: Uncertain[] = [exact(given.inputs)];
  const norms: Norm[] = [];
  for (let l = 0; l < layers; l++) {
    const product = multiplied(activations[l]!, weights[l]!, rows, false);
    const x = {
      values: product.values,
      errors: product.errors.map((e, i) => e + u * Math.abs(product.values[i]!)),
    };
    const norm = normOf(x, rows, given.gammas[l]!, given.betas[l]!, given.epsilon);
    norms.push(norm);
    const own = trainingBounds(caseOf(x.values, l), conventions, arithmetic).output;
    const errors = norm.through(x.errors).map((e, i) => e + own[i]!);
    const values = norm.y.map((y) => 1 / (1 + Math.exp(-y)));
    activations.push({ values, errors: values.map((s, i) => s * (1 - s) * errors[i]! + 4 * u) });
  }
  const logits = multiplied(activations[layers]!, weights[layers]!, rows, false);

  // Backward.
  let gradient = lossGradient(logits, given.labels);
  const after = { weights: [] as Uncertain[], gammas: [] as Uncertain[], betas: [] as Uncertain[] };
  const stepped = (old: ArrayLike<number>, { values, errors }: Uncertain): Uncertain => ({
    values: values.map((g, i) => old[i]! - given.learningRate * g),
    errors: errors.map((e, i) => {
      const rounding = 3 * u * (Math.abs(old[i]!) + given.learningRate * Math.abs(values[i]!));
      return 2 * SECOND_ORDER * (given.learningRate * e + rounding + eta);
    }),
  });
  for (let l = layers; l >= 0; l--) {
    after.weights.unshift(stepped(given.weights[l]!, multiplied(activations[l]!, gradient, rows, 'first')));
    if (l === 0) break;
    const back = multiplied(gradient, weights[l]!, rows, 'second');
    const s = activations[l]!;
    const g: Uncertain = {
      values: back.values.map((v, i) => v * s.values[i]! * (1 - s.values[i]!)),
      errors: back.errors.map((e, i) => {
        const [v, y] = [Math.abs(back.values[i]!), s.values[i]!];
        return y * (1 - y) * e + v * Math.abs(1 - 2 * y) * s.errors[i]! + 3 * u * v + u * v;
      }),
    };
    const norm = norms[l - 1]!;
    const bounds = trainingGradientBounds(caseOf(norm.x.values, l - 1, g.values), conventions, arithmetic);
    const found = norm.backward(g);
    after.gammas.unshift(stepped(given.gammas[l - 1]!, plus(found.gamma, bounds.gradGamma)));
    after.betas.unshift(stepped(given.betas[l - 1]!, plus(found.beta, bounds.gradBeta)));
    gradient = plus(found.input, bounds.gradInput);
  }
  return after;
}

function plus({ values, errors }: Uncertain, more: ArrayLike<number>): Uncertain {
  return { values, errors: errors.map((e, i) => e + more[i]!) };
}

/** A B, or A^T B, or A B^T, where A has `rows` rows. */
function multiplied(
  a: Uncertain,
  b: Uncertain,
  rows: number,
  transposed: false | 'first' | 'second',
): Uncertain {
  const columnsA = a.values.length / rows;
  const [n, p] = transposed === 'first' ? [columnsA, rows] : [rows, columnsA];
  const q = b.values.length / p;
  const values = new Float64Array(n * q);
  const errors = new Float64Array(n * q);
  const growth = (arithmetic.growth(p) + 1) * u;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < q; j++) {
      let [sum, magnitude, error] = [0, 0, 0];
      for (let k = 0; k < p; k++) {
        const atA = transposed === 'first' ? k * n + i : i * p + k;
        const atB = transposed === 'second' ? j * p + k : k * q + j;
        const [x, w] = [a.values[atA]!, b.values[atB]!];
        sum += x * w;
        magnitude += Math.abs(x * w);
        error += a.errors[atA]! * Math.abs(w) + Math.abs(x) * b.errors[atB]!;
      }
      values[i * q + j] = sum;
      errors[i * q + j] = error + growth * magnitude + p * eta;
    }
  }
  return { values, errors };
}

/** (softmax - 1 at the label) / rows. */
function lossGradient(logits: Uncertain, labels: Uint8Array): Uncertain {
  const rows = labels.length;
  const classes = logits.values.length / rows;
  const values = new Float64Array(logits.values.length);
  const errors = new Float64Array(values.length);
  for (let row = 0; row < rows; row++) {
    const own = logits.values.subarray(row * classes, (row + 1) * classes);
    const ownErrors = logits.errors.subarray(row * classes, (row + 1) * classes);
    const largest = Math.max(...own);
    const powers = own.map((x) => Math.exp(x - largest));
    const total = powers.reduce((sum, power) => sum + power, 0);
    const p = powers.map((power) => power / total);
    const mean = p.reduce((sum, share, k) => sum + share * ownErrors[k]!, 0);
    p.forEach((share, k) => {
      const g = share - (labels[row] === k ? 1 : 0);
      values[row * classes + k] = g / rows;
      errors[row * classes + k] =
        (share * (ownErrors[k]! + mean) + 8 * u * share + 4 * u * Math.abs(g)) / rows;
    });
  }
  return { values, errors };
}

interface Norm {
  readonly x: Uncertain;
  readonly y: Float64Array;
  /** The absolute Jacobian times errors of the input. */
  readonly through: (errors: Float64Array) => Float64Array;
  readonly backward: (g: Uncertain) => {
    readonly input: Uncertain;
    readonly gamma: Uncertain;
    readonly beta: Uncertain;
  };
}

function normOf(x: Uncertain, rows: number, gamma: Float32Array, beta: Float32Array, epsilon: number): Norm {
  const channels = gamma.length;
  const meanOf = (valueAt: (i: number) => number, c: number) => {
    let sum = 0;
    for (let row = 0; row < rows; row++) sum += valueAt(row * channels + c);
    return sum / rows;
  };
  const perChannel = (numberOf: (c: number) => number) =>
    Float64Array.from({ length: channels }, (_, c) => numberOf(c));
  const mean = perChannel((c) => meanOf((i) => x.values[i]!, c));
  const r = perChannel((c) => 1 / Math.sqrt(meanOf((i) => (x.values[i]! - mean[c]!) ** 2, c) + epsilon));
  const z = x.values.map((v, i) => (v - mean[i % channels]!) * r[i % channels]!);
  /** r (e + mean(e) + |z| mean(|z| e)). */
  const spread = (errors: Float64Array) => {
    const plain = perChannel((c) => meanOf((i) => errors[i]!, c));
    const weighted = perChannel((c) => meanOf((i) => Math.abs(z[i]!) * errors[i]!, c));
    return errors.map((e, i) => {
      const c = i % channels;
      return r[c]! * (e + plain[c]! + Math.abs(z[i]!) * weighted[c]!);
    });
  };
  const scaled = (values: Float64Array) => values.map((v, i) => Math.abs(gamma[i % channels]!) * v);
  return {
    x,
    y: z.map((v, i) => gamma[i % channels]! * v + beta[i % channels]!),
    through: (errors) => scaled(spread(errors)),
    backward: (g) => {
      const ofZ = spread(x.errors);
      const meanG = perChannel((c) => meanOf((i) => g.values[i]!, c));
      const meanGz = perChannel((c) => meanOf((i) => g.values[i]! * z[i]!, c));
      const ofR = perChannel((c) => r[c]! * meanOf((i) => Math.abs(z[i]!) * x.errors[i]!, c));
      const meanGZ = perChannel((c) => meanOf((i) => Math.abs(g.values[i]!) * ofZ[i]!, c));
      const values = g.values.map((v, i) => {
        const c = i % channels;
        return gamma[c]! * r[c]! * (v - meanG[c]! - z[i]! * meanGz[c]!);
      });
      const ofG = scaled(spread(g.errors));
      const errors = values.map((v, i) => {
        const c = i % channels;
        const through = ofZ[i]! * Math.abs(meanGz[c]!) + Math.abs(z[i]!) * meanGZ[c]!;
        return ofG[i]! + Math.abs(v) * ofR[c]! + Math.abs(gamma[c]!) * r[c]! * through;
      });
      return {
        input: { values, errors },
        gamma: {
          values: perChannel((c) => rows * meanGz[c]!),
          errors: perChannel((c) => rows * (meanGZ[c]! + meanOf((i) => Math.abs(z[i]!) * g.errors[i]!, c))),
        },
        beta: {
          values: perChannel((c) => rows * meanG[c]!),
          errors: perChannel((c) => rows * meanOf((i) => g.errors[i]!, c)),
        },
      };
    },
  };
}
