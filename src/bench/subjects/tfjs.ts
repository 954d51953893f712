import {
  loadTfjs,
  type TfjsBackend,
  type TfjsCore,
  type TfjsTensor,
  valuesOfTfjs,
} from '../../adapters/tfjs-library.ts';
import type { BenchResult, BenchSource, Prepared } from '../bench-subject.ts';
import type { BenchTask } from '../bench-task.ts';
import { timeCalls } from '../time-calls.ts';
import { type TfjsCall, type TfjsTensors, tfjsWays } from './tfjs-ways.ts';

/**
 * TensorFlow.js on tensors that stay in its own memory; results are made anew, and freed, in each call.
 *
 * Of its ways (tfjs-ways.ts) the one that is faster in a first trial is measured.
 */
export function tfjsSource(backend: TfjsBackend): BenchSource {
  const name = `tfjs:${backend}`;
  const open = async () => {
    const { core } = await loadTfjs(backend);
    const whyNot = ({ shape }: BenchTask) =>
      shape.length > 4 ? `TensorFlow.js has batch norm for ranks 2 to 4, not ${shape.length}` : null;
    const prepare = async (task: BenchTask) => {
      await core.setBackend(backend);
      return prepareTfjs(core, backend, task);
    };
    return [{ name, kind: 'javascript' as const, version: core.version_core, threads: [1], whyNot, prepare }];
  };
  return { names: [name], open };
}

async function prepareTfjs(core: TfjsCore, backend: TfjsBackend, task: BenchTask): Promise<Prepared> {
  const { data, operation } = task;
  const large = (values: Float32Array) => core.tensor(values, [...data.tensorShape]);
  const tensors: TfjsTensors = {
    input: large(data.input),
    gradOutput: large(data.gradOutput),
    gamma: core.tensor1d(data.gamma),
    beta: core.tensor1d(data.beta),
    runningMean: core.tensor1d(data.runningMean),
    runningVariance: core.tensor1d(data.runningVariance),
    epsilon: data.epsilon,
    channelAxis: data.channelAxis,
  };
  const ways = tfjsWays(core, operation, tensors);
  const timeOf = (call: TfjsCall, calls: number) =>
    timeCalls(calls, () => {
      core.tidy(() => {
        call();
      });
    });
  const all = Object.entries(ways).map(([way, call]) => ({ way, call }));
  const tried = all.length === 1 ? all : byTime(all, ({ call }) => timeOf(call, 1));
  const { way, call } = tried[0]!;
  return {
    way,
    result: () => resultOf(core, call),
    time: async (calls) => {
      // Both backends may be in turn in one process; the choice is not timed.
      if (core.getBackend() !== backend) await core.setBackend(backend);
      return timeOf(call, calls);
    },
    release: () => {
      for (const tensor of Object.values(tensors)) if (typeof tensor !== 'number') tensor.dispose();
    },
  };
}

function byTime<Item>(items: readonly Item[], time: (item: Item) => number): readonly Item[] {
  const timed = items.map((item) => ({ item, ms: time(item) }));
  return timed.sort((a, b) => a.ms - b.ms).map(({ item }) => item);
}

function resultOf(core: TfjsCore, call: TfjsCall): BenchResult {
  const values: Record<string, Float32Array> = {};
  core.tidy(() => {
    const tensors: Readonly<Record<string, TfjsTensor>> = call();
    for (const [name, tensor] of Object.entries(tensors)) values[name] = valuesOfTfjs(tensor);
  });
  return values;
}
