import type { Conventions, Dtype } from '../../spec/contract.ts';
import type { Finding } from './finding.ts';
import type { NearProfiles } from './nearest-profiles.ts';
import type { AxisHandling } from './questions/channel-axis.ts';
import type { EpsilonFloor } from './questions/epsilon-floor.ts';
import type { GradientStorage } from './questions/gradient-storage.ts';
import type { InferenceStatistics } from './questions/inference-statistics.ts';
import type { OutputForm } from './questions/output-form.ts';
import type { Weight } from './questions/running-update.ts';
import type { Sums } from './questions/sums.ts';
import type { GradientOf } from './questions/training-gradient.ts';
import type { VarianceAlgorithm } from './questions/variance-algorithm.ts';

/** All that is asked, and the type of each answer. */
export interface Answers {
  readonly epsilonPlacement: Conventions['epsilonPlacement'];
  readonly epsilonFloor: EpsilonFloor;
  readonly normalizingVarianceCorrection: Conventions['normalizingVarianceCorrection'];
  readonly runningVarianceCorrection: Conventions['runningVarianceCorrection'];
  readonly exponentialAverageFactor: Weight;
  readonly oneElement: Conventions['oneElement'];
  readonly emptyBatch: Conventions['emptyBatch'];
  readonly channelAxis: AxisHandling;
  /** Whether a tensor of rank 4 is treated as one of rank 2 is. */
  readonly acrossRanks: 'alike';
  readonly trainingStatistics: 'batch' | 'running';
  readonly inferenceStatistics: InferenceStatistics;
  readonly stateInInference: 'left' | 'changed';
  readonly initialState: 'as given' | 'its own';
  readonly trainingGradient: GradientOf;
  readonly inferenceGradient: 'constants' | 'batch';
  readonly gradientStorage: GradientStorage;
  readonly variance: VarianceAlgorithm;
  readonly sums: Sums;
  readonly trainingOutput: OutputForm;
  readonly inferenceOutput: OutputForm;
  /** The same of a tensor of rank 4, whose channels lie in one piece: libraries have other loops for it. */
  readonly varianceOfPlanes: VarianceAlgorithm;
  readonly sumsOfPlanes: Sums;
}

export type QuestionId = keyof Answers;

export type Findings = { readonly [Id in QuestionId]: Finding<Answers[Id]> };

/** A finding, and the way of the subject that it is of; null where it has but one. */
export type Answered<Value> = Finding<Value> & { readonly way: string | null };

export type AnsweredFindings = { readonly [Id in QuestionId]: Answered<Answers[Id]> };

/** What an identification found out about a subject. */
export interface Identified {
  readonly subject: string;
  readonly version: string | null;
  readonly dtype: Dtype;
  /** The way that is asked first; null where there is but one. */
  readonly firstWay: string | null;
  /** Calls made, of at most 64. */
  readonly calls: number;
  /** To judge the subject by; what is not in `settled` is the usual value, not found. */
  readonly conventions: Conventions;
  readonly settled: readonly (keyof Conventions)[];
  readonly findings: AnsweredFindings;
  /** The named profiles nearest to what was settled; none where nothing was. */
  readonly nearest: readonly NearProfiles[];
}
