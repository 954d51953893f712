import type { SequenceRequest, Tensor } from '../../../spec/contract.ts';
import type { SingleRequest } from './steps.ts';

/** What is wrong with a request, as a sentence; undefined where nothing is. */
type Rule = (request: SingleRequest | SequenceRequest) => string | undefined;

const inputOf = (request: SingleRequest | SequenceRequest): Tensor | undefined =>
  'input' in request ? request.input : undefined;

const channelsOf = (request: SingleRequest | SequenceRequest): number =>
  request.operation === 'sequence' ? request.runningMean.length : request.input.shape[request.channelAxis]!;

/** The rules in the order in which they are applied; later ones rely on earlier ones. */
const rules = {
  rank: (request) => {
    const rank = inputOf(request)?.shape.length ?? 2;
    return rank >= 2 ? undefined : `the input must have rank 2 or more, not ${rank}`;
  },
  channelAxis: (request) => {
    const axis = request.channelAxis;
    const rank = inputOf(request)?.shape.length ?? Number.POSITIVE_INFINITY;
    const valid = Number.isInteger(axis) && axis >= 0 && axis < rank;
    return valid ? undefined : `channelAxis must be an integer from 0 to ${rank - 1}, not ${axis}`;
  },
  dataLength: (request) => {
    const input = inputOf(request);
    if (input === undefined) return undefined;
    const size = input.shape.reduce((a, b) => a * b, 1);
    return input.data.length === size
      ? undefined
      : `the input has ${input.data.length} elements, and its shape [${input.shape}] needs ${size}`;
  },
  epsilon: ({ epsilon }) =>
    epsilon >= 0 && Number.isFinite(epsilon)
      ? undefined
      : `epsilon must be finite and not negative, not ${epsilon}`,
  factor: (request) => {
    if (!('exponentialAverageFactor' in request)) return undefined;
    const factor = request.exponentialAverageFactor;
    return factor >= 0 && factor <= 1
      ? undefined
      : `exponentialAverageFactor must be from 0 to 1, not ${factor}`;
  },
  gammaLength: (request) => wrongLength('gamma', request.gamma, request),
  betaLength: (request) => wrongLength('beta', request.beta, request),
  runningLength: (request) =>
    'runningMean' in request
      ? (wrongLength('runningMean', request.runningMean, request) ??
        wrongLength('runningVariance', request.runningVariance, request))
      : undefined,
  gradOutput: (request) => {
    if (!('gradOutput' in request)) return undefined;
    const { shape, data } = request.gradOutput;
    const same = `${shape}` === `${request.input.shape}` && data.length === request.input.data.length;
    return same ? undefined : `gradOutput has shape [${shape}], and the input has [${request.input.shape}]`;
  },
} satisfies Record<string, Rule>;

export type RuleName = keyof typeof rules;

function wrongLength(
  name: string,
  values: ArrayLike<number> | null,
  request: SingleRequest | SequenceRequest,
): string | undefined {
  const channels = channelsOf(request);
  if (values === null || values.length === channels) return undefined;
  return `${name} must have one entry per channel (${channels}), not ${values.length}`;
}

/** Throws a sentence naming the first rule that the request breaks, leaving out the rules in `except`. */
export function checkArguments(
  request: SingleRequest | SequenceRequest,
  except: readonly RuleName[] = [],
): void {
  for (const name of Object.keys(rules) as RuleName[]) {
    const wrong = except.includes(name) ? undefined : rules[name](request);
    if (wrong !== undefined) throw new Error(wrong);
  }
}
