import type { Case, Conventions, Dtype } from '../../spec/contract.ts';
import { correctlyRounded } from './correct-rounding.ts';
import { type DecimalChannel, decimalChannels } from './decimal-case.ts';
import { exactGradInput, exactInference, exactTraining } from './exact-forms.ts';
import type { Surd } from './surd.ts';

/** The training output of a finite case, each element the number of `dtype` nearest to the exact result. */
export function exactTrainingOutput(given: Case, conventions: Conventions, dtype: Dtype): Float64Array {
  return roundedTensor(given, conventions, dtype, (channel) => exactTraining(channel, conventions).output);
}

/** The inference output of a finite case with runningVariance >= 0, each element correctly rounded to `dtype`. */
export function exactInferenceOutput(given: Case, conventions: Conventions, dtype: Dtype): Float64Array {
  return roundedTensor(given, conventions, dtype, (channel) => exactInference(channel, conventions));
}

/** gradInput of a finite case in training mode, each element correctly rounded to `dtype`. */
export function exactTrainingGradInput(given: Case, conventions: Conventions, dtype: Dtype): Float64Array {
  return roundedTensor(given, conventions, dtype, (channel) => exactGradInput(channel, conventions));
}

function roundedTensor(
  given: Case,
  conventions: Conventions,
  dtype: Dtype,
  formsOf: (channel: DecimalChannel) => readonly Surd[],
): Float64Array {
  const tensor = new Float64Array(given.input.length);
  for (const channel of decimalChannels(given, conventions)) {
    if (channel.x.length === 0) continue;
    const forms = formsOf(channel);
    channel.positions.forEach((position, j) => {
      tensor[position] = correctlyRounded(forms[j]!, dtype);
    });
  }
  return tensor;
}
