import type { Conventions } from '../../spec/contract.ts';

/** The vectors of most files are judged by these: the formulas of the paper, and the running variance both ways. */
export const plainConventions: Conventions = {
  runningVarianceCorrection: 0,
  normalizingVarianceCorrection: 0,
  epsilonPlacement: 'inside',
  epsilonFloor: 0,
  oneElement: 'define',
  emptyBatch: 'unspecified',
};
