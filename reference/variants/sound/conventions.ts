/** Variants that follow other conventions, and declare them. */
import type { Conventions } from '../../../spec/contract.ts';
import { conventionParts } from '../skeleton/convention-parts.ts';
import { defineVariant, skeletonConventions, type Variant } from '../skeleton/define-variant.ts';
import type { VariantDefinition } from '../skeleton/define-variant.ts';

/** A variant that follows the skeleton's conventions but for some. */
const following = (
  conventions: Partial<Conventions>,
  { id, symptom, evidence }: Pick<VariantDefinition, 'id' | 'symptom' | 'evidence'>,
): Variant =>
  defineVariant({
    id,
    kind: 'sound',
    symptom,
    ...(evidence === undefined ? {} : { evidence }),
    conventions,
    ...conventionParts({ ...skeletonConventions, ...conventions }),
  });

export const conventionVariants: readonly Variant[] = [
  following(
    { runningVarianceCorrection: 0 },
    {
      id: 'running-variance-uncorrected',
      symptom: 'Averages the biased variance, and says so.',
      evidence: 'ONNX opset 15, Keras 3, Flax, oneDNN',
    },
  ),
  following(
    { normalizingVarianceCorrection: 1 },
    {
      id: 'normalizing-variance-corrected',
      symptom: 'Normalizes by the corrected variance, with the gradient of that, and says so.',
      evidence: 'tiny-dnn',
    },
  ),
  following(
    { epsilonPlacement: 'outside' },
    {
      id: 'epsilon-outside-the-root',
      symptom: 'Takes invStd as 1/(sqrt(v)+epsilon), with the gradient of that, and says so.',
      evidence: 'Keras CNTK backend before commit 2d183db037',
    },
  ),
  following(
    { epsilonFloor: 2 ** -10 },
    {
      id: 'epsilon-raised-to-a-floor',
      symptom: 'Raises an epsilon below 2^-10 to that, and says so.',
      evidence: 'cuDNN up to 7.4, tensorflow #37768',
    },
  ),
  following(
    { oneElement: 'nan' },
    {
      id: 'one-element-gives-nan',
      symptom: 'Corrects also one element by m/(m-1), which makes the running variance NaN, and says so.',
      evidence: 'FluxML/Flux.jl #1992',
    },
  ),
  following(
    { oneElement: 'keep' },
    {
      id: 'one-element-keeps-running-statistics',
      symptom: 'Leaves the running statistics as they are after one element per channel, and says so.',
    },
  ),
  following(
    { oneElement: 'reject' },
    {
      id: 'one-element-rejected',
      symptom: 'Refuses training with one element per channel, and says so.',
      evidence: 'pytorch PR #2961',
    },
  ),
  following(
    { emptyBatch: 'reject' },
    {
      id: 'empty-batch-rejected',
      symptom: 'Refuses training with an empty batch, and says so.',
    },
  ),
  following(
    { emptyBatch: 'nan' },
    {
      id: 'empty-batch-gives-nan',
      symptom: 'Averages the mean and the variance of an empty batch, which are NaN, and says so.',
      evidence: 'onnxruntime 1.30.0',
    },
  ),
];
