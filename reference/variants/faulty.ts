import { affineFaults } from './faulty/affine.ts';
import { argumentFaults } from './faulty/arguments.ts';
import { cacheFaults } from './faulty/caches.ts';
import { degenerateFaults } from './faulty/degenerate.ts';
import { epsilonFaults } from './faulty/epsilon.ts';
import { gradInputFaults } from './faulty/grad-input.ts';
import { layerBackwardFaults } from './faulty/layer-backward.ts';
import { layerStateFaults } from './faulty/layer-state.ts';
import { layoutFaults } from './faulty/layout.ts';
import { memoryFaults } from './faulty/memory.ts';
import { modeFaults } from './faulty/mode.ts';
import { nondeterminismFaults } from './faulty/nondeterminism.ts';
import { parameterGradientFaults } from './faulty/parameter-gradients.ts';
import { precisionFaults } from './faulty/precision.ts';
import { reductionFaults } from './faulty/reduction.ts';
import { reportedStatisticsFaults } from './faulty/reported-statistics.ts';
import { resultContractFaults } from './faulty/result-contract.ts';
import { runningAverageFaults } from './faulty/running-average.ts';
import { runningVarianceFaults } from './faulty/running-variance.ts';
import { specialValueFaults } from './faulty/special-values.ts';
import { upstreamGradientFaults } from './faulty/upstream-gradient.ts';
import { varianceFaults } from './faulty/variance.ts';
import type { Variant } from './skeleton/define-variant.ts';

/** Implementations that are wrong, each in one named way: every one must be caught. */
export const faultyVariants: readonly Variant[] = [
  ...runningAverageFaults,
  ...runningVarianceFaults,
  ...reportedStatisticsFaults,
  ...epsilonFaults,
  ...varianceFaults,
  ...precisionFaults,
  ...layoutFaults,
  ...reductionFaults,
  ...affineFaults,
  ...gradInputFaults,
  ...parameterGradientFaults,
  ...upstreamGradientFaults,
  ...modeFaults,
  ...layerStateFaults,
  ...layerBackwardFaults,
  ...cacheFaults,
  ...memoryFaults,
  ...specialValueFaults,
  ...degenerateFaults,
  ...nondeterminismFaults,
  ...resultContractFaults,
  ...argumentFaults,
];
