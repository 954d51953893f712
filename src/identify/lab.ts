import { type Arithmetic, arithmeticOf } from '../../spec/bounds/arithmetic.ts';
import type { Case, Conventions, Dtype, Operation, Oracle, ResultOf, Step } from '../../spec/contract.ts';
import type { CaseOperation } from '../../spec/property.ts';
import { type Arrangement, arrange, type ChannelProbe } from './arrange.ts';
import type { Bench, Reply } from './bench.ts';

/** What a question works with: one way of the subject, one arrangement of channels, the conventions settled so far. */
export interface Lab {
  readonly dtype: Dtype;
  readonly arithmetic: Arithmetic;
  readonly oracle: Oracle;
  readonly arrangement: Arrangement;
  /** Those settled so far, and the usual ones for the rest. */
  readonly conventions: Conventions;
  readonly settled: readonly (keyof Conventions)[];
  /** What weighs the new batch where a factor is asked for, as far as that is known. */
  readonly weightOf: (factor: number) => number;
  /** The same subject with its channels laid out in another way. */
  readonly inArrangement: (arrangement: Arrangement) => Lab;
  readonly offers: (operation: Operation) => boolean;
  readonly call: <O extends CaseOperation>(
    operation: O,
    given: Case,
    repetition?: number,
  ) => Promise<Reply<ResultOf[O]>>;
  /** The steps on a layer with the parameters of a case. */
  readonly sequence: (given: Case, steps: readonly Step[]) => Promise<Reply<ResultOf['sequence']>>;
  /** A case of these channels, in this arrangement and in the subject's dtype; the same one for the same channels. */
  readonly arrange: (
    channels: readonly ChannelProbe[],
    settings: { readonly epsilon: number; readonly exponentialAverageFactor?: number },
  ) => Case;
}

export interface LabOptions {
  readonly bench: Bench;
  readonly oracle: Oracle;
  readonly way: string | null;
  readonly arrangement: Arrangement;
  readonly conventions: Conventions;
  readonly settled: readonly (keyof Conventions)[];
  readonly weightOf: (factor: number) => number;
}

/** Cases by what they are made of, so that questions that share a probe share its calls. */
const made = new WeakMap<Bench, Map<string, Case>>();

export function createLab(options: LabOptions): Lab {
  const { bench, oracle, way, arrangement, conventions, settled, weightOf } = options;
  const cases = made.get(bench) ?? new Map<string, Case>();
  made.set(bench, cases);
  return {
    dtype: bench.dtype,
    arithmetic: arithmeticOf(bench.dtype),
    oracle,
    arrangement,
    conventions,
    settled,
    weightOf,
    inArrangement: (other) => createLab({ ...options, arrangement: other }),
    offers: (operation) => bench.operations.includes(operation),
    call: (operation, given, repetition) => bench.call(operation, given, way, repetition),
    sequence: (given, steps) => {
      const { gamma, beta, runningMean, runningVariance, epsilon, exponentialAverageFactor, channelAxis } =
        given;
      const copies = {
        gamma: gamma?.slice() ?? null,
        beta: beta?.slice() ?? null,
        runningMean: runningMean.slice(),
        runningVariance: runningVariance.slice(),
      };
      return bench.sequence({ ...copies, epsilon, exponentialAverageFactor, channelAxis, steps }, way);
    },
    arrange: (channels, settings) => {
      const key = JSON.stringify([arrangement, channels, settings]);
      const given = cases.get(key) ?? arrange(arrangement, channels, settings, bench.dtype);
      cases.set(key, given);
      return given;
    },
  };
}
