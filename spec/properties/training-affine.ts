import { cases } from '../arbitraries/cases.ts';
import { trainingBounds } from '../bounds/training-bounds.ts';
import { lawHolds, ownRounding } from '../law.ts';
import { layoutOf } from '../layout.ts';
import type { Property } from '../property.ts';

/** gamma and beta act as a scale and an offset of the plain output, each channel with its own. */
export const trainingAffine: Property = {
  requirement: 'BN-TRAIN-AFFINE',
  needs: ['training'],
  cases: cases({ gamma: 'present', beta: 'present' }),
  check: async (given, context) => {
    const { conventions, arithmetic } = context;
    const { channels, inner } = layoutOf(given.shape, given.channelAxis);
    const plain = { ...given, gamma: new Float32Array(channels).fill(1), beta: new Float32Array(channels) };
    const scaled = await context.training(given);
    const unscaled = await context.training(plain);
    const channelOf = (at: number) => Math.floor(at / inner) % channels;
    const gamma = (at: number) => given.gamma?.[channelOf(at)] ?? 1;
    const beta = (at: number) => given.beta?.[channelOf(at)] ?? 0;
    const expected = Float64Array.from(unscaled.output.data, (z, at) => gamma(at) * z + beta(at));
    const own = expected.map((_, at) => {
      return ownRounding(2, Math.abs(gamma(at) * unscaled.output.data[at]!) + Math.abs(beta(at)));
    });
    const plainBounds = trainingBounds(plain, conventions, arithmetic).output;
    const bounds = [
      trainingBounds(given, conventions, arithmetic).output,
      plainBounds.map((bound, at) =>
        bound === Number.POSITIVE_INFINITY ? bound : Math.abs(gamma(at)) * bound,
      ),
    ];
    const law = 'the output is gamma times the output without gamma and beta, plus beta';
    return lawHolds(context, 'output', law, scaled.output.data, expected, bounds, own);
  },
};
