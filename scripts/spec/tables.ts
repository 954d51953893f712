import { ownUpdate, ownWords, sameBatch } from './tables/dialects.ts';
import { positions, ranks } from './tables/layouts.ts';
import { libraryCards, otherDialectTable } from './tables/library-cards.ts';
import { storedEpsilons, sumsOfOnes } from './tables/mixed-precision.ts';
import { inputsOf, requirementIndex } from './tables/operations.ts';
import { speedByTensor, speedGoals, speedMeans } from './tables/speed.ts';
import {
  bitsOfVariance,
  growthOfSums,
  roundingFormats,
  varianceByOffset,
  workedBound,
} from './tables/numerics.ts';

/** The tables of numbers in the chapters, by the name that stands in their marker `<!-- table NAME -->`. */
export const tables: Readonly<Record<string, () => string>> = {
  'bits-of-variance': bitsOfVariance,
  'growth-of-sums': growthOfSums,
  'inputs-inference': () => inputsOf('inference'),
  'inputs-inference-gradient': () => inputsOf('inferenceGradient'),
  'inputs-sequence': () => inputsOf('sequence'),
  'inputs-training': () => inputsOf('training'),
  'inputs-training-gradient': () => inputsOf('trainingGradient'),
  'library-cards': libraryCards,
  'other-dialects': otherDialectTable,
  'own-update': ownUpdate,
  'own-words': ownWords,
  positions,
  ranks,
  requirements: requirementIndex,
  'rounding-formats': roundingFormats,
  'same-batch': sameBatch,
  'speed-by-tensor': speedByTensor,
  'speed-goals': speedGoals,
  'speed-means': speedMeans,
  'stored-epsilons': storedEpsilons,
  'sums-of-ones': sumsOfOnes,
  'variance-by-offset': varianceByOffset,
  'worked-bound': workedBound,
};
