import { subject } from '../../testing/faulty.ts';
import { conformance } from '../conformance.ts';

const withoutInference = { ...subject, operations: ['training', 'trainingGradient'] };
const only = ['BN-TRAIN-OUTPUT', 'BN-GRAD-BETA', 'BN-INFER-OUTPUT'];
conformance(withoutInference, { seed: 7, runs: 6, only, folder: process.env.BNCHECK_TEST_FOLDER! });
