import { cases } from '../arbitraries/cases.ts';
import { randomFrom } from '../arbitraries/random.ts';
import { trainingGradientBounds } from '../bounds/gradient-bounds.ts';
import { finiteOrInfinite } from '../bounds/normalized.ts';
import { compare } from '../compare.ts';
import { ownRounding } from '../law.ts';
import { layoutOf, positionOf } from '../layout.ts';
import type { Property } from '../property.ts';
import { judge } from '../verdict.ts';

/** The map from gradOutput to gradInput is symmetric, channel by channel: <G(g), h> = <g, G(h)>. */
export const gradientAdjoint: Property = {
  requirement: 'BN-GRAD-ADJOINT',
  needs: ['trainingGradient'],
  cases: cases({ gamma: 'present', beta: 'present', minElementsPerChannel: 2 }),
  check: async (given, context) => {
    const { conventions, arithmetic } = context;
    const random = randomFrom(given.variation);
    const g = given.gradOutput;
    const h = g.map(() => random.integer(-64, 64) / 16);
    const other = { ...given, gradOutput: h };
    const G = (await context.trainingGradient(given)).gradInput.data;
    const H = (await context.trainingGradient(other)).gradInput.data;
    const boundG = trainingGradientBounds(given, conventions, arithmetic).gradInput;
    const boundH = trainingGradientBounds(other, conventions, arithmetic).gradInput;
    const layout = layoutOf(given.shape, given.channelAxis);
    const left = new Float64Array(layout.channels);
    const right = new Float64Array(layout.channels);
    const bounds = new Float64Array(layout.channels);
    for (let c = 0; c < layout.channels; c++) {
      let magnitudes = 0;
      let bound = 0;
      for (let j = 0; j < layout.m; j++) {
        const at = positionOf(layout, c, j);
        left[c] = left[c]! + G[at]! * h[at]!;
        right[c] = right[c]! + g[at]! * H[at]!;
        magnitudes += Math.abs(G[at]! * h[at]!) + Math.abs(g[at]! * H[at]!);
        // A zero weight takes nothing of an infinite bound.
        bound +=
          (h[at] === 0 ? 0 : boundG[at]! * Math.abs(h[at]!)) +
          (g[at] === 0 ? 0 : boundH[at]! * Math.abs(g[at]!));
      }
      const total = bound + ownRounding(layout.m, magnitudes);
      bounds[c] = finiteOrInfinite(total);
    }
    const comparison = compare('<G(g), h>', left, right, bounds, arithmetic.largest);
    return judge(comparison, 'the Jacobian is symmetric: <G(g), h> = <g, G(h)>');
  },
};
