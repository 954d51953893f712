import { cases } from '../arbitraries/cases.ts';
import { trainingBounds } from '../bounds/training-bounds.ts';
import { compare, sameBits } from '../compare.ts';
import type { Case, Result, TrainingGradientRequest, TrainingRequest, Values } from '../contract.ts';
import type { Context, Property, Verdict } from '../property.ts';
import { all, failed, held, judge } from '../verdict.ts';

/** A bad request and the rule that it breaks. */
interface BadRequest {
  readonly rule: string;
  readonly request: TrainingRequest | TrainingGradientRequest;
  /** True of what only the running statistics are for. */
  readonly ofState?: true;
}

/** Bad arguments are refused, change nothing, and do not spoil the next call. */
export const badArguments: Property = {
  requirement: 'BN-ARGUMENTS',
  needs: ['training'],
  cases: cases({ gamma: 'present', beta: 'present', maxElements: 200, moderate: true }),
  check: async (given, context) => {
    const bad = badRequests(given, context);
    const { rule, request, ofState } = bad[given.variation % bad.length]!;
    const running = 'runningMean' in request ? [request.runningMean, request.runningVariance] : [];
    const before = running.map((values) => values.slice());
    const answer = await context.answer(request);
    if (!('refused' in answer)) {
      if (ofState === true && !hasState(answer.result)) return stateless;
      return failed(`${request.operation} accepted ${rule}`);
    }
    const kept = running.every((values, i) => sameBits(values, before[i]!));
    if (!kept) return failed(`training refused ${rule}, but changed the running statistics first`);
    return all([held, await nextCall(given, rule, context)]);
  },
};

const stateless: Verdict = {
  verdict: 'vacuous',
  reason: 'it gives no running statistics, so what is wrong with them does not reach it',
};

/** False for a function of the batch alone, which takes no running statistics and gives none. */
function hasState(result: Result): boolean {
  return 'runningMean' in result || 'runningVariance' in result;
}

async function nextCall(given: Case, rule: string, context: Context): Promise<Verdict> {
  const { conventions, arithmetic } = context;
  const { output } = await context.training(given);
  const expected = context.oracle.training(given, conventions).output;
  const bounds = trainingBounds(given, conventions, arithmetic).output;
  const law = `a good call is right after a refused one (${rule})`;
  return judge(compare('output', output.data, expected, bounds, arithmetic.largest), law);
}

function badRequests(given: Case, context: Context): readonly BadRequest[] {
  const channels = given.shape[given.channelAxis]!;
  const ones = new Float32Array(channels).fill(1);
  const good = context.requestOf('training', {
    ...given,
    gamma: given.gamma ?? ones,
    beta: given.beta ?? ones,
  });
  const bad = (rule: string, changes: Partial<TrainingRequest>): BadRequest => ({
    rule,
    request: { ...good, ...changes },
  });
  const badState = (rule: string, changes: Partial<TrainingRequest>): BadRequest => ({
    ...bad(rule, changes),
    ofState: true,
  });
  const list = [
    bad(`gamma of ${channels + 1} entries for ${channels} channels`, { gamma: longer(good.gamma!) }),
    bad(`beta of ${channels + 1} entries for ${channels} channels`, { beta: longer(good.beta!) }),
    badState(`a running mean of ${channels + 1} entries for ${channels} channels`, {
      runningMean: longer(good.runningMean),
    }),
    badState(`a running variance of ${channels + 1} entries for ${channels} channels`, {
      runningVariance: longer(good.runningVariance),
    }),
    bad('epsilon NaN', { epsilon: Number.NaN }),
    badState('an exponential average factor of NaN', { exponentialAverageFactor: Number.NaN }),
    bad('an input with fewer values than its shape needs', {
      input: { shape: good.input.shape, data: good.input.data.slice(1) },
    }),
    bad(`channelAxis ${given.shape.length} for rank ${given.shape.length}`, {
      channelAxis: given.shape.length,
    }),
    bad('a scalar input', { input: { shape: [], data: good.input.data.slice(0, 1) }, channelAxis: 0 }),
  ];
  if (!context.operations.includes('trainingGradient')) return list;
  const gradient = context.requestOf('trainingGradient', given);
  const shape = given.shape.with(0, given.shape[0]! + 1);
  const length = shape.reduce((a, b) => a * b, 1);
  const data =
    context.dtype === 'float32' ? new Float32Array(length).fill(1) : new Float64Array(length).fill(1);
  const rule = `gradOutput of shape [${shape.join(', ')}] for an input of shape [${given.shape.join(', ')}]`;
  return [...list, { rule, request: { ...gradient, gradOutput: { shape, data } } }];
}

function longer(values: Values): Values {
  const result =
    values instanceof Float32Array
      ? new Float32Array(values.length + 1)
      : new Float64Array(values.length + 1);
  result.set(values);
  result[values.length] = 1;
  return result;
}
