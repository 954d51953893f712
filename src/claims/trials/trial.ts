import type { DataName } from '../data/data-set.ts';
import type { Laboratory } from '../laboratory.ts';
import { type CompanyRecord, type CompanyTrial, runCompany } from './company.ts';
import { type DriftRecord, type DriftTrial, runDrift } from './drift.ts';
import { type FigureOneRecord, type FigureOneTrial, runFigureOne } from './figure-one.ts';
import { type GradientNoiseRecord, type GradientNoiseTrial, runGradientNoise } from './gradient-noise.ts';
import { type NormalizationRecord, type NormalizationTrial, runNormalization } from './normalization.ts';
import { runScaleLaw, type ScaleLawRecord, type ScaleLawTrial } from './scale-law.ts';
import { runStepTime, type StepTimeRecord, type StepTimeTrial } from './step-time.ts';
import { runTraining, type TrainingRecord, type TrainingTrial } from './training.ts';

/** One thing to do, as data: with the same seed it gives the same record, to the bit, but for times. */
export type Trial =
  | CompanyTrial
  | DriftTrial
  | FigureOneTrial
  | GradientNoiseTrial
  | NormalizationTrial
  | ScaleLawTrial
  | StepTimeTrial
  | TrainingTrial;

/** What each kind of trial gives. */
export interface RecordOf {
  readonly company: CompanyRecord;
  readonly drift: DriftRecord;
  readonly figureOne: FigureOneRecord;
  readonly gradientNoise: GradientNoiseRecord;
  readonly normalization: NormalizationRecord;
  readonly scaleLaw: ScaleLawRecord;
  readonly stepTime: StepTimeRecord;
  readonly training: TrainingRecord;
}

export type TrialRecord = RecordOf[keyof RecordOf];

/** Does one thing. */
export function runTrial(trial: Trial, laboratory: Laboratory): TrialRecord {
  switch (trial.kind) {
    case 'company':
      return runCompany(trial, laboratory);
    case 'drift':
      return runDrift(trial, laboratory);
    case 'figureOne':
      return runFigureOne(trial, laboratory);
    case 'gradientNoise':
      return runGradientNoise(trial, laboratory);
    case 'normalization':
      return runNormalization(trial, laboratory);
    case 'scaleLaw':
      return runScaleLaw(trial, laboratory);
    case 'stepTime':
      return runStepTime(trial, laboratory);
    case 'training':
      return runTraining(trial, laboratory);
  }
}

/** The data sets that trials need. */
export function dataOf(trials: readonly Trial[]): ReadonlySet<DataName> {
  return new Set(trials.map(({ data }) => data));
}
