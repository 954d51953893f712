import { type Finding, unable } from './finding.ts';
import type { Findings } from './identified.ts';
import type { Lab } from './lab.ts';
import { acrossRanks } from './questions/across-ranks.ts';
import { channelAxis } from './questions/channel-axis.ts';
import { emptyBatch } from './questions/empty-batch.ts';
import { epsilonFloor } from './questions/epsilon-floor.ts';
import { gradientStorage } from './questions/gradient-storage.ts';
import { inferenceGradientOf } from './questions/inference-gradient.ts';
import { inferenceStatistics } from './questions/inference-statistics.ts';
import { layerState } from './questions/layer-state.ts';
import { normalization } from './questions/normalization.ts';
import { oneElement } from './questions/one-element.ts';
import { outputForm } from './questions/output-form.ts';
import { runningUpdate } from './questions/running-update.ts';
import { sums } from './questions/sums.ts';
import { trainingGradientOf } from './questions/training-gradient.ts';
import { varianceAlgorithm } from './questions/variance-algorithm.ts';

/** Answers one or more of the questions. */
export type Question = (lab: Lab) => Promise<Partial<Findings>>;

/** In this order: conventions come before what their answers decide, and all of them before the algorithm. */
export const questions: readonly Question[] = [
  normalization,
  inferenceStatistics,
  async (lab) => ({ epsilonFloor: await epsilonFloor(lab) }),
  runningUpdate,
  async (lab) => ({ oneElement: await oneElement(lab) }),
  async (lab) => ({ emptyBatch: await emptyBatch(lab) }),
  async (lab) => ({ channelAxis: await channelAxis(lab) }),
  async (lab) => ({ acrossRanks: await acrossRanks(lab) }),
  layerState,
  async (lab) => ({ trainingGradient: await trainingGradientOf(lab) }),
  async (lab) => ({ inferenceGradient: await inferenceGradientOf(lab) }),
  async (lab) => ({ gradientStorage: await gradientStorage(lab) }),
  async (lab) => ({ trainingOutput: await outputForm(lab, 'training') }),
  async (lab) => ({ inferenceOutput: await outputForm(lab, 'inference') }),
  async (lab) => ({ variance: await varianceAlgorithm(lab) }),
  async (lab) => ({ sums: await sums(lab) }),
  async (lab) => ({ varianceOfPlanes: await ofPlanes(lab, varianceAlgorithm) }),
  async (lab) => ({ sumsOfPlanes: await ofPlanes(lab, sums) }),
];

/** The question put to a tensor of rank 4 with the channels on axis 1, where the others were of rank 2. */
function ofPlanes<Value>(lab: Lab, question: (lab: Lab) => Promise<Finding<Value>>): Promise<Finding<Value>> {
  if (lab.arrangement !== 'rows') return Promise.resolve(unable('rank 2 is not offered: see the row above'));
  return question(lab.inArrangement('planes'));
}
