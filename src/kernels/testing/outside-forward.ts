import { arithmeticOf } from '../../../spec/bounds/arithmetic.ts';
import { boundsOf, expectedOf, worstRatios } from '../../../spec/bounds/testing/worst-ratios.ts';
import type { Case } from '../../../spec/contract.ts';
import { conventionsOf } from '../../../spec/testing/paper-conventions.ts';
import type { Kernels } from '../kernels.ts';
import { runKernels } from '../typescript/testing/run-kernels.ts';

const conventions = conventionsOf();
const arithmetic = arithmeticOf('float32', 'forward');

/** What of the kernels' results on a case leaves the bounds of the tightest class, as sentences: nothing, if all is well. */
export function outsideForward(given: Case, all: readonly Kernels[]): readonly string[] {
  const expected = expectedOf(given, conventions);
  const bounds = boundsOf(given, conventions, arithmetic);
  return all.flatMap((kernels) => {
    const ratios = Object.entries(worstRatios(runKernels(given, kernels), expected, bounds));
    return ratios
      .filter(([, ratio]) => !(ratio <= 1))
      .map(([quantity, ratio]) => `${kernels.build}, [${given.shape}]: ${quantity} at ${ratio} of its bound`);
  });
}
