import { defineVariant, type Variant } from '../skeleton/define-variant.ts';

/** Right computations, wrong statistics given back. */
export const reportedStatisticsFaults: readonly Variant[] = [
  defineVariant({
    id: 'reports-variance-as-inv-std',
    kind: 'faulty',
    symptom: 'The variance is given back in the place of invStd.',
    breaks: 'BN-TRAIN-STATISTICS',
    evidence: 'kulinseth/pytorch PR #239',
    around: ({ training }) => ({
      training: (request) => {
        const result = training(request);
        return { ...result, ...(result.batchVariance && { invStd: result.batchVariance.slice() }) };
      },
    }),
  }),
  defineVariant({
    id: 'reports-inv-std-as-variance',
    kind: 'faulty',
    symptom: 'The reciprocal standard deviation is given back in the place of the variance.',
    breaks: 'BN-TRAIN-STATISTICS',
    evidence: 'MXNet #9216',
    around: ({ training }) => ({
      training: (request) => {
        const result = training(request);
        return { ...result, ...(result.invStd && { batchVariance: result.invStd.slice() }) };
      },
    }),
  }),
  defineVariant({
    id: 'reports-updated-mean-as-batch-mean',
    kind: 'faulty',
    symptom: 'The updated running mean is given back in the place of the batch mean.',
    breaks: 'BN-TRAIN-STATISTICS',
    around: ({ training }) => ({
      training: (request) => {
        const result = training(request);
        return { ...result, ...(result.batchMean && { batchMean: result.runningMean.slice() }) };
      },
    }),
  }),
  defineVariant({
    id: 'running-statistics-in-each-others-place',
    kind: 'faulty',
    symptom: 'The updated running mean and running variance are given back in the place of one another.',
    breaks: 'BN-TRAIN-RUNNING-MEAN',
    evidence: 'tensorflow-yolo-v3 #38 (order of parameters)',
    around: ({ training }) => ({
      training: (request) => {
        const result = training(request);
        const { runningMean, runningVariance } = result;
        return { ...result, runningMean: runningVariance, runningVariance: runningMean };
      },
    }),
  }),
];
