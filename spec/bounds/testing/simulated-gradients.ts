import type { Simulated } from './simulated-arithmetic.ts';
import type { Summation } from './simulated-sums.ts';

/** One channel, as it normalizes. */
export interface Channel {
  readonly mean: number;
  readonly meanRest: number;
  readonly invStd: number;
  readonly gamma: number;
  readonly beta: number;
}

export interface ChannelGradient {
  readonly input: readonly number[];
  readonly gamma: number;
  readonly beta: number;
}

export type GradientOf = (
  x: readonly number[],
  g: readonly number[],
  channel: Channel,
  summation: Summation,
) => ChannelGradient;

/** x - mean, with the mean in one part or two. */
export function centred({ round }: Simulated, x: number, { mean, meanRest }: Channel): number {
  const deviation = round(x - mean);
  return meanRest === 0 ? deviation : round(deviation - meanRest);
}

/** Ways to the training gradient in a format, every operation rounded. */
export function gradientsIn(simulated: Simulated): Readonly<Record<string, GradientOf>> {
  const { round, fma } = simulated;
  const standardized = (x: readonly number[], channel: Channel) =>
    x.map((value) => round(centred(simulated, value, channel) * channel.invStd));

  const direct: GradientOf = (x, g, channel, { sum, dot }) => {
    const z = standardized(x, channel);
    const [beta, gamma] = [sum(g), dot(g, z)];
    const [P, Q] = [round(beta / x.length), round(gamma / x.length)];
    const factor = round(channel.gamma * channel.invStd);
    const input = g.map((value, j) => round(factor * round(round(value - P) - round(z[j]! * Q))));
    return { input, gamma, beta };
  };

  /** m g - sum(g) - z sum(g z), by gamma r / m; invStd enters sum(g z) last. */
  const countLast: GradientOf = (x, g, channel, { sum, dot }) => {
    const m = x.length;
    const z = standardized(x, channel);
    const deviations = x.map((value) => centred(simulated, value, channel));
    const [beta, gamma] = [sum(g), round(dot(g, deviations) * channel.invStd)];
    const factor = round(round(channel.gamma * channel.invStd) / m);
    const input = g.map((value, j) =>
      round(factor * round(round(round(m * value) - beta) - round(z[j]! * gamma))),
    );
    return { input, gamma, beta };
  };

  /** Node by node, as automatic differentiation does, the part through sum(x - mean) included. */
  const chainRule: GradientOf = (x, g, channel, summation) => {
    const m = x.length;
    const { sum, dot } = summation;
    const r = channel.invStd;
    const deviations = x.map((value) => centred(simulated, value, channel));
    const gradZ = g.map((value) => round(value * channel.gamma));
    const slope = round(-0.5 * round(round(r * r) * r));
    const gradVariance = round(dot(gradZ, deviations) * slope);
    const spread = round(round(-2 * sum(deviations)) / m);
    const gradMean = round(round(-r * sum(gradZ)) + round(gradVariance * spread));
    const share = round(gradMean / m);
    const input = gradZ.map((value, j) => {
      const fromVariance = round(round(round(2 * deviations[j]!) / m) * gradVariance);
      return round(round(round(value * r) + fromVariance) + share);
    });
    return { input, gamma: dot(g, standardized(x, channel)), beta: sum(g) };
  };

  /** a g + b x + c; sum(g z) as r (sum(g x) - mean sum(g)). */
  const folded: GradientOf = (x, g, channel, { sum, dot }) => {
    const { mean, invStd } = channel;
    const beta = sum(g);
    const gamma = round(invStd * round(dot(g, x) - round(mean * beta)));
    const [P, Q] = [round(beta / x.length), round(gamma / x.length)];
    const a = round(channel.gamma * invStd);
    const b = round(-round(a * invStd) * Q);
    const c = round(round(-a * P) - round(b * mean));
    const input = g.map((value, j) => round(round(round(a * value) + round(b * x[j]!)) + c));
    return { input, gamma, beta };
  };

  if (fma === null) return { direct, 'count last': countLast, 'chain rule': chainRule, folded };

  const fused: GradientOf = (x, g, channel, { sum, dot }) => {
    const z = standardized(x, channel);
    const [beta, gamma] = [sum(g), dot(g, z)];
    const [P, Q] = [round(beta / x.length), round(gamma / x.length)];
    const factor = round(channel.gamma * channel.invStd);
    const input = g.map((value, j) => round(factor * fma(-z[j]!, Q, round(value - P))));
    return { input, gamma, beta };
  };

  const fusedFolded: GradientOf = (x, g, channel, { sum, dot }) => {
    const { mean, invStd } = channel;
    const beta = sum(g);
    const gamma = round(invStd * fma(-mean, beta, dot(g, x)));
    const [P, Q] = [round(beta / x.length), round(gamma / x.length)];
    const a = round(channel.gamma * invStd);
    const b = round(-round(a * invStd) * Q);
    const c = fma(-b, mean, round(-a * P));
    return { input: g.map((value, j) => fma(a, value, fma(b, x[j]!, c))), gamma, beta };
  };

  return {
    direct,
    'count last': countLast,
    'chain rule': chainRule,
    folded,
    fused,
    'fused and folded': fusedFolded,
  };
}

/** The forms that add products of x and g themselves, or multiply x itself: no subject of the class forward does. */
export const foldedGradients: readonly string[] = ['folded', 'fused and folded'];
