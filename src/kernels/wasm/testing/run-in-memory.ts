import type { Quantities } from '../../../../spec/bounds/testing/worst-ratios.ts';
import type { Case } from '../../../../spec/contract.ts';
import type { Floats } from '../floats.ts';
import type { KernelMemory } from '../kernel-memory.ts';

/** How the tensors of a call lie. */
export interface Placement {
  /** Numbers between the start of a block and the tensor in it. */
  readonly offset?: number;
  /** Forward results are written over the input. */
  readonly inPlace?: boolean;
}

/** All results of the kernels on a case whose tensors live in `memory`, which is left as it was. */
export function runInMemory(memory: KernelMemory, given: Case, placement: Placement = {}): Quantities {
  const { offset = 0, inPlace = false } = placement;
  const { shape, channelAxis, epsilon, exponentialAverageFactor } = given;
  const channels = given.runningMean.length;
  const blocks: Floats[] = [];
  const room = (length: number): Floats => {
    const block = memory.allocate(length + offset);
    blocks.push(block);
    const address = block.address + 4 * offset;
    return {
      address,
      length,
      get values() {
        return block.values.subarray(offset);
      },
    };
  };
  const put = (values: Float32Array): Floats => {
    const floats = room(values.length);
    floats.values.set(values);
    return floats;
  };
  const perChannel = () => room(channels);
  const call = () => {
    const gamma = given.gamma && put(given.gamma);
    const beta = given.beta && put(given.beta);
    return { shape, channelAxis, epsilon, input: put(given.input), gamma, beta };
  };
  const running = () => {
    return { runningMean: put(given.runningMean), runningVariance: put(given.runningVariance) };
  };

  const training = { ...call(), ...running() };
  const shown = { batchMean: perChannel(), batchVariance: perChannel(), invStd: perChannel() };
  const output = inPlace ? training.input : room(given.input.length);
  const inference = { ...call(), ...running() };
  const inferenceOutput = inPlace ? inference.input : room(given.input.length);
  const gradientCall = () => {
    const gradInput = room(given.input.length);
    const gradGamma = perChannel();
    const gradBeta = perChannel();
    return { ...call(), gradOutput: put(given.gradOutput), gradInput, gradGamma, gradBeta };
  };
  const gradient = gradientCall();
  const inferenceGradient = { ...gradientCall(), ...running() };
  const prepared = [
    memory.prepare('training', { ...training, ...shown, output, exponentialAverageFactor }),
    memory.prepare('inference', { ...inference, output: inferenceOutput }),
    memory.prepare('trainingGradient', gradient),
    memory.prepare('inferenceGradient', inferenceGradient),
  ];
  for (const { run } of prepared) run();
  const results = {
    output,
    ...shown,
    runningMean: training.runningMean,
    runningVariance: training.runningVariance,
    inferenceOutput,
    gradInput: gradient.gradInput,
    inferenceGradInput: inferenceGradient.gradInput,
    ...(given.gamma && { gradGamma: gradient.gradGamma, inferenceGradGamma: inferenceGradient.gradGamma }),
    ...(given.beta && { gradBeta: gradient.gradBeta, inferenceGradBeta: inferenceGradient.gradBeta }),
  };
  const copies = Object.entries(results).map(([name, floats]) => [name, floats.values.slice()]);
  for (const { free } of prepared) free();
  for (const block of blocks) memory.free(block);
  return Object.fromEntries(copies);
}
