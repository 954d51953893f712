/**
 * One walk over a stateful layer, in which every fault of a layer that we know would show: training, inference and gradient calls in
 * all orders, with the state shown in between and set twice.
 *
 * Bounds: each step is bounded as a single call from the state that a sound layer had there. The subject's own state may differ from it
 * by the errors of the updates since it was last set: they add up, and what they do to an inference is added to its bound.
 */
import type { Case, Conventions, Operation, Step, Values } from '../../spec/contract.ts';
import { twice } from '../../spec/planned-calls.ts';
import type { CaseOperation } from '../../spec/property.ts';
import { requestFor } from '../harness/create-context.ts';
import { type Drift, withDrift } from './drift.ts';
import type { Observation } from './observation.ts';
import type { Bounds, ProbeCall } from './probe.ts';
import { boundsOf } from './single-call.ts';

type Planned =
  | { readonly call: 'training' | 'inference' | 'gradient'; readonly batch: Case }
  | { readonly call: 'getState' }
  | { readonly call: 'setState'; readonly state: State };

interface State {
  readonly runningMean: Values;
  readonly runningVariance: Values;
}

/** The walk, as one call; null where the subject has no layer. */
export function layerCall(given: Case, offered: readonly Operation[]): ProbeCall | null {
  if (!offered.includes('sequence')) return null;
  const withGradients = offered.includes('trainingGradient') && offered.includes('inferenceGradient');
  const plan = planOf(given).filter(({ call }) => withGradients || call !== 'gradient');
  return {
    label: 'sequence of calls on a layer',
    aspect: 'layer',
    given,
    request: (subject, way) => {
      const { gamma, beta, epsilon, channelAxis, ...rest } = requestFor('inference', given, subject, way);
      const { runningMean, runningVariance } = rest as unknown as State;
      return {
        operation: 'sequence',
        gamma,
        beta,
        epsilon,
        channelAxis,
        runningMean,
        runningVariance,
        exponentialAverageFactor: given.exponentialAverageFactor,
        ...(way === null ? {} : { way }),
        steps: plan.map((planned) => stepOf(planned, subject)),
      };
    },
    bounds: (conventions, sound) => boundsOfPlan(plan, given, conventions, sound),
  };
}

function planOf(given: Case): readonly Planned[] {
  const other = {
    ...given,
    input: given.input.map((x, at) => Math.fround(1 - x / 2 + (at % 3))),
    gradOutput: given.gradOutput.map((g) => -g / 2),
  };
  const double = twice(other);
  const state = (shift: number): State => ({
    runningMean: given.runningMean.map((_, c) => shift + c / 4),
    runningVariance: given.runningVariance.map((_, c) => shift * shift + c / 2),
  });
  const shown = { call: 'getState' } as const;
  return [
    { call: 'training', batch: given },
    shown,
    { call: 'gradient', batch: given },
    shown,
    { call: 'inference', batch: other },
    shown,
    { call: 'gradient', batch: other },
    { call: 'training', batch: double },
    shown,
    { call: 'gradient', batch: double },
    { call: 'setState', state: state(1.5) },
    shown,
    { call: 'inference', batch: given },
    { call: 'setState', state: state(0.5) },
    { call: 'gradient', batch: given },
    { call: 'inference', batch: given },
    shown,
    { call: 'training', batch: other },
    shown,
    { call: 'inference', batch: other },
  ];
}

function stepOf(planned: Planned, subject: Parameters<typeof requestFor>[2]): Step {
  if (planned.call === 'getState') return { call: 'getState' };
  const copyOf = (source: Values): Values =>
    subject.dtype === 'float32' ? Float32Array.from(source) : Float64Array.from(source);
  if (planned.call === 'setState') {
    const { runningMean, runningVariance } = planned.state;
    return {
      call: 'setState',
      runningMean: copyOf(runningMean),
      runningVariance: copyOf(runningVariance),
    };
  }
  const { call, batch } = planned;
  return call === 'gradient'
    ? { call, gradOutput: { shape: [...batch.shape], data: copyOf(batch.gradOutput) } }
    : { call, input: { shape: [...batch.shape], data: copyOf(batch.input) } };
}

function boundsOfPlan(
  plan: readonly Planned[],
  given: Case,
  conventions: Conventions,
  sound: Observation,
): Bounds {
  const bounds: Record<string, Float64Array> = {};
  const exact: Drift = {
    runningMean: new Float64Array(given.runningMean.length),
    runningVariance: new Float64Array(given.runningMean.length),
  };
  let now: Known = { state: given, drift: exact };
  let latest: Known & { readonly operation: CaseOperation } = { ...now, operation: 'trainingGradient' };
  plan.forEach((planned, step) => {
    const note = (all: Bounds) => {
      for (const [name, values] of Object.entries(all)) bounds[`${name}@${step}`] = values;
    };
    switch (planned.call) {
      case 'training': {
        const ofCall = boundsOf('training', caseAt(planned.batch, now), conventions);
        latest = { ...now, operation: 'trainingGradient' };
        now = {
          state: stateAt(step + 1, sound) ?? now.state,
          drift: {
            runningMean: sum(now.drift.runningMean, ofCall.runningMean!),
            runningVariance: sum(now.drift.runningVariance, ofCall.runningVariance!),
          },
        };
        note({ ...ofCall, ...now.drift });
        break;
      }
      case 'inference': {
        const asked = caseAt(planned.batch, now);
        note(withDrift(boundsOf('inference', asked, conventions), asked, conventions, now.drift));
        latest = { ...now, operation: 'inferenceGradient' };
        break;
      }
      case 'gradient': {
        const asked = caseAt(planned.batch, latest);
        const ofCall = boundsOf(latest.operation, asked, conventions);
        const drifts = latest.operation === 'inferenceGradient';
        note(drifts ? withDrift(ofCall, asked, conventions, latest.drift) : ofCall);
        break;
      }
      case 'setState':
        now = { state: planned.state, drift: exact };
        break;
      case 'getState':
        note({ ...now.drift });
        break;
    }
  });
  return bounds;
}

/** The running statistics of a sound layer, and how far another may be from them. */
interface Known {
  readonly state: State;
  readonly drift: Drift;
}

function caseAt(batch: Case, { state }: Known): Case {
  return { ...batch, runningMean: state.runningMean, runningVariance: state.runningVariance } as Case;
}

function sum(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((value, c) => value + b[c]!);
}

function stateAt(step: number, { values }: Observation): State | null {
  const runningMean = values.get(`runningMean@${step}`);
  const runningVariance = values.get(`runningVariance@${step}`);
  return runningMean === undefined || runningVariance === undefined ? null : { runningMean, runningVariance };
}
