/**
 * The skeleton under any conventions. Each convention is a few replaced steps, so that faults can be put over them.
 *
 * The gradient follows the normalizing factor r. With s = sqrt(v c), c = m/(m-1) or 1, and r = 1/(s + epsilon), dr/dv = -r^2 c/(2 s),
 * so the term z*mean(g*z) of the gradient is multiplied by c/(r s), which is c where epsilon is inside the root (there
 * dr/dv = -r^3 c/2). Where v = 0 every z is 0, and so is the term.
 */
import type { Conventions } from '../../../spec/contract.ts';
import { float32Steps as plain } from './float32-steps.ts';
import type { VariantParts } from './make-subject.ts';
import type { SingleRequest, Steps } from './steps.ts';

const f = Math.fround;

/** What makes the skeleton follow the conventions; `unspecified` keeps the running statistics of an empty batch. */
export function conventionParts(conventions: Conventions): VariantParts {
  const { normalizingVarianceCorrection, epsilonPlacement, epsilonFloor, oneElement } = conventions;
  const corrected = normalizingVarianceCorrection === 1;
  const outside = epsilonPlacement === 'outside';
  return {
    steps: {
      ...runningSteps(conventions),
      ...(corrected ? { normalizingVariance: plain.correctedVariance } : {}),
      ...(outside || epsilonFloor > 0 ? { invStd: invStdOf(outside, f(epsilonFloor)) } : {}),
      ...(corrected || outside ? { trainingGradInput: gradInputOf(corrected, outside) } : {}),
      ...(oneElement === 'keep' ? keepForOneElement : {}),
    },
    around: ({ training, trainingGradient }) => ({
      training: (request) => {
        refuse(request, conventions);
        return training(request);
      },
      trainingGradient: (request) => {
        refuse(request, conventions);
        return trainingGradient(request);
      },
    }),
  };
}

function runningSteps({ runningVarianceCorrection, oneElement, emptyBatch }: Conventions): Partial<Steps> {
  const steps: { -readonly [Name in keyof Steps]?: Steps[Name] } = {};
  if (runningVarianceCorrection === 0) steps.correctedVariance = (variance) => variance;
  else if (oneElement === 'nan') steps.correctedVariance = (variance, m) => f(variance * f(m / (m - 1)));
  if (emptyBatch === 'nan') steps.afterEmptyBatch = () => Number.NaN;
  if (emptyBatch === 'decay') steps.afterEmptyBatch = (old, factor) => f(f(1 - factor) * old);
  return steps;
}

function invStdOf(outside: boolean, floor: number): Steps['invStd'] {
  return (variance, epsilon, steps) => {
    const used = Math.max(epsilon, floor);
    return outside ? f(1 / f(f(Math.sqrt(variance)) + used)) : plain.invStd(variance, used, steps);
  };
}

function gradInputOf(corrected: boolean, outside: boolean): Steps['trainingGradInput'] {
  return (terms, steps) => {
    const { m, variance, invStd, meanGradZ } = terms;
    const counted = corrected && m > 1 ? f(f(meanGradZ * m) / (m - 1)) : meanGradZ;
    if (!outside) return plain.trainingGradInput({ ...terms, meanGradZ: counted }, steps);
    const normalizing = steps.normalizingVariance(variance, m, steps);
    const ratio = variance === 0 ? 0 : f(1 / f(invStd * f(Math.sqrt(normalizing))));
    return plain.trainingGradInput({ ...terms, meanGradZ: f(counted * ratio) }, steps);
  };
}

const keepForOneElement: Partial<Steps> = {
  nextRunningMean: (old, channel, factor, steps) =>
    channel.x.length === 1 ? old : plain.nextRunningMean(old, channel, factor, steps),
  nextRunningVariance: (old, channel, factor, steps) =>
    channel.x.length === 1 ? old : plain.nextRunningVariance(old, channel, factor, steps),
};

/** Throws where the conventions refuse a batch; bad arguments are left to the checks. */
function refuse({ input, channelAxis }: SingleRequest, { oneElement, emptyBatch }: Conventions): void {
  if (emptyBatch === 'reject' && input.data.length === 0) {
    throw new Error('training needs a batch of one or more');
  }
  if (oneElement === 'reject' && input.data.length > 0 && input.data.length === input.shape[channelAxis]) {
    throw new Error('training needs more than one element per channel');
  }
}
