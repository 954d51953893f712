import type { Case, Operation, Request } from '../../spec/contract.ts';
import { layoutOf } from '../../spec/layout.ts';
import type { CaseOperation } from '../../spec/property.ts';
import type { ProbeCall } from './probe.ts';
import { singleCall } from './single-call.ts';

type Offered = readonly Operation[];

const offeredOf = (calls: readonly (ProbeCall & { readonly operation: CaseOperation })[], offered: Offered) =>
  calls.filter(({ operation }) => offered.includes(operation));

/** A call that knows its operation, so that what a subject does not offer can be left out. */
const call = (...args: Parameters<typeof singleCall>) => ({ ...singleCall(...args), operation: args[0] });

/** Every operation on the case; the forward ones twice, for what changes from call to call. */
export function plainCalls(given: Case, offered: Offered): readonly ProbeCall[] {
  const again = { words: ' again', repeats: true };
  const calls = [
    call('training', given),
    call('training', given, again),
    call('inference', given),
    call('inference', given, again),
    call('trainingGradient', given),
    call('inferenceGradient', given),
  ];
  return offeredOf(calls, offered);
}

/** Related calls one after another, each of which a cache, a reused buffer or a sum that is not cleared would spoil. */
export function historyCalls(given: Case, offered: Offered): readonly ProbeCall[] {
  const { outer, channels, inner } = layoutOf(given.shape, given.channelAxis);
  const epsilon = given.epsilon === 0.25 ? 0.5 : 0.25;
  const otherInput = { ...given, input: given.input.map((x, at) => Math.fround(3 - x / 2 + (at % 5))) };
  const refilled = { ...given, input: given.input.map((x, at) => Math.fround(1 - x / 4 + (at % 3))) };
  const refill = (before: Request | null): Request => {
    const request = before as Extract<Request, { operation: 'training' }>;
    request.input.data.set(refilled.input);
    return request;
  };
  const calls = [
    call('training', given),
    call('training', { ...given, epsilon, exponentialAverageFactor: 0 }, { words: ' with another epsilon' }),
    call('training', { ...otherInput, exponentialAverageFactor: 1 }, { words: ' of another input' }),
    call('training', innerChanged(given), { words: ' of an input with the same ends' }),
    call('training', refilled, {
      words: ' of a refilled array',
      request: (_subject, _way, before) => refill(before),
    }),
    call('trainingGradient', given, { words: ' after other calls' }),
    call(
      'trainingGradient',
      { ...otherInput, gradOutput: given.gradOutput.map((g) => -g / 2) },
      { words: ' of another input' },
    ),
    call(
      'training',
      { ...given, shape: [outer, channels, inner], channelAxis: 1 },
      { words: ' in another shape' },
    ),
    call('inference', otherInput, { words: ' of another input' }),
  ];
  return offeredOf(calls, offered);
}

/** The case with gamma, beta or both left out. */
export function absentAffineCalls(given: Case, offered: Offered): readonly ProbeCall[] {
  const without: readonly (readonly [words: string, changes: Partial<Case>])[] = [
    [' without gamma', { gamma: null }],
    [' without beta', { beta: null }],
    [' without gamma and beta', { gamma: null, beta: null }],
  ];
  const operations = ['training', 'inference', 'trainingGradient', 'inferenceGradient'] as const;
  return without.flatMap(([words, changes]) => {
    const calls = operations.map((operation) => call(operation, { ...given, ...changes }, { words }));
    return offeredOf(calls, offered);
  });
}

/** Other values in the middle of each channel, the same at its ends. */
function innerChanged(given: Case): Case {
  const { channels, inner, m } = layoutOf(given.shape, given.channelAxis);
  const input = given.input.map((x, at) => {
    const outer = Math.floor(at / (channels * inner));
    const j = outer * inner + (at % inner);
    return j === 0 || j === m - 1 ? x : Math.fround(x / 2 + (j % 3));
  });
  return { ...given, input };
}
