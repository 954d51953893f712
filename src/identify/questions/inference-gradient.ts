/**
 * Whether the gradients of inference take the running statistics as constants.
 *
 * The inference gradient of the probe of `normalization`: gamma r g with the running statistics, or the gradient of training, whose
 * statistics and centring terms make it another altogether.
 */
import { inferenceGradientBounds, trainingGradientBounds } from '../../../spec/bounds/gradient-bounds.ts';
import { decide } from '../decide.ts';
import { type Finding, unable } from '../finding.ts';
import type { Lab } from '../lab.ts';
import { plainChannels, plainSettings } from './plain-probe.ts';

export async function inferenceGradientOf(lab: Lab): Promise<Finding<'constants' | 'batch'>> {
  const given = lab.arrange(plainChannels, plainSettings);
  const reply = await lab.call('inferenceGradient', given);
  if ('unable' in reply) return unable(reply.unable);
  if ('refused' in reply) return unable(reply.refused);
  const actual = reply.result.gradInput.data;
  const { oracle, conventions, arithmetic } = lab;
  return decide<'constants' | 'batch'>(
    [
      {
        value: 'constants',
        text: 'the running statistics are constants',
        predictions: [
          {
            actual,
            expected: oracle.inferenceGradient(given, conventions).gradInput,
            bounds: inferenceGradientBounds(given, conventions, arithmetic).gradInput,
          },
        ],
      },
      {
        value: 'batch',
        text: 'that of training',
        predictions: [
          {
            actual,
            expected: oracle.trainingGradient(given, conventions).gradInput,
            bounds: trainingGradientBounds(given, conventions, arithmetic).gradInput,
          },
        ],
      },
    ],
    arithmetic.largest,
    'the inference gradient',
  );
}
