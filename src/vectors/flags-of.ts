import { conditioning } from '../../spec/arbitraries/describe-case.ts';
import type { Case, Request } from '../../spec/contract.ts';
import { layoutOf, positionOf } from '../../spec/layout.ts';
import { caseOfRequest, type SingleRequest } from './case-of-request.ts';
import type { FlagName } from './flags.ts';

/** The flags that the arguments themselves deserve, in the order of the dictionary; `Ordinary` where none does. */
export function flagsOf(request: Request): readonly FlagName[] {
  if (request.operation === 'sequence') return ['LayerSequence'];
  const given = caseOfRequest(request);
  const found = (Object.keys(rules) as (keyof typeof rules)[]).filter((flag) => rules[flag](given, request));
  return found.length === 0 ? ['Ordinary'] : found;
}

type Rule = (given: Case, request: SingleRequest) => boolean;

const elements = (given: Case) => layoutOf(given.shape, given.channelAxis).m;
const trains: Rule = (_, { operation }) => operation.startsWith('training');
const hasState: Rule = (_, request) => 'runningVariance' in request;
const averages: Rule = (given, { operation }) => operation === 'training' && elements(given) > 0;
const finite = (given: Case) => given.input.filter((x) => Number.isFinite(x));
const channelsOf = (given: Case) => layoutOf(given.shape, given.channelAxis).channels;

const rules = {
  OneElement: (given, request) => trains(given, request) && elements(given) === 1,
  EmptyBatch: (given) => elements(given) === 0 && channelsOf(given) > 0,
  FewElements: (given, request) => trains(given, request) && elements(given) > 1 && elements(given) <= 3,
  ConstantChannel: (given, request) =>
    trains(given, request) && elements(given) > 1 && kappas(given).some((kappa) => kappa === Infinity),
  LargeMean: (given, request) =>
    trains(given, request) && kappas(given).some((kappa) => kappa >= 100 && Number.isFinite(kappa)),
  VarianceNearEpsilon: (given, request) =>
    usedVariances(given, request).some((v) => v >= given.epsilon / 100 && v <= given.epsilon * 100),
  EpsilonZero: ({ epsilon }) => epsilon === 0,
  LargeEpsilon: ({ epsilon }) => epsilon >= 0.1,
  AbsentGamma: ({ gamma }) => gamma === null,
  AbsentBeta: ({ beta }) => beta === null,
  ZeroGamma: ({ gamma }) => gamma?.includes(0) ?? false,
  NegativeGamma: ({ gamma }) => gamma?.some((g) => g < 0) ?? false,
  LargeBeta: ({ beta }) => beta?.some((b) => Math.abs(b) >= 100) ?? false,
  NotFinite: ({ input }) => !input.every((x) => Number.isFinite(x)),
  Huge: (given) => finite(given).some((x) => Math.abs(x) >= HUGE),
  Tiny: (given) => finite(given).some((x) => x !== 0) && finite(given).every((x) => Math.abs(x) < TINY),
  ChannelsFirst: ({ channelAxis }) => channelAxis === 0,
  ChannelsLast: ({ shape, channelAxis }) => shape.length >= 3 && channelAxis === shape.length - 1,
  HighRank: ({ shape }) => shape.length >= 5,
  FactorAtAnEnd: (given, request) =>
    averages(given, request) &&
    (given.exponentialAverageFactor === 0 || given.exponentialAverageFactor === 1),
  FactorNotHalf: (given, request) =>
    averages(given, request) && ![0, 0.5, 1].includes(given.exponentialAverageFactor),
  StateUnlikeBatch: (given, request) => hasState(given, request) && isUnlike(given),
  NegativeRunningVariance: (given, request) =>
    hasState(given, request) && given.runningVariance.some((v) => v < 0),
  GradientWithMean: (given, request) => request.operation === 'trainingGradient' && hasMean(given),
  InferenceGradient: (_, { operation }) => operation === 'inferenceGradient',
} satisfies Partial<Record<FlagName, Rule>>;

const HUGE = 1e15;
const TINY = 1e-15;

function kappas(given: Case): readonly number[] {
  return elements(given) === 0 ? [] : conditioning(layoutOf(given.shape, given.channelAxis), given.input);
}

interface Moments {
  readonly mean: number;
  readonly variance: number;
}

/** Mean and variance of each channel of a tensor, in float64: for a flag that is enough. */
function momentsOf(given: Case, values: Float32Array): readonly Moments[] {
  const layout = layoutOf(given.shape, given.channelAxis);
  return Array.from({ length: layout.m === 0 ? 0 : layout.channels }, (_, c) => {
    const own = Array.from({ length: layout.m }, (__, j) => values[positionOf(layout, c, j)]!);
    const mean = own.reduce((a, b) => a + b, 0) / own.length;
    const variance = own.reduce((sum, x) => sum + (x - mean) ** 2, 0) / own.length;
    return { mean, variance };
  });
}

function usedVariances(given: Case, request: SingleRequest): readonly number[] {
  if (!trains(given, request)) return Array.from(given.runningVariance);
  return momentsOf(given, given.input).map(({ variance }) => variance);
}

/** A running mean more than two deviations away, or a running variance off by more than a factor of two. */
function isUnlike(given: Case): boolean {
  return momentsOf(given, given.input).some(({ mean, variance }, c) => {
    const [oldMean, oldVariance] = [given.runningMean[c]!, given.runningVariance[c]!];
    const far = Math.abs(oldMean - mean) > 2 * Math.sqrt(variance);
    return far || oldVariance > 2 * variance || variance > 2 * oldVariance;
  });
}

/** A mean of the gradient above half of its deviation. */
function hasMean(given: Case): boolean {
  return momentsOf(given, given.gradOutput).some(({ mean, variance }) => 4 * mean ** 2 > variance);
}
