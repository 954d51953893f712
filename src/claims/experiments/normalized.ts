import type { Claim } from '../claim.ts';
import { activations, denseNetwork, lineOf, titleOf, usualSetup } from '../paired.ts';
import type { Scale } from '../scales.ts';
import type { NormalizationRecord, NormalizationTrial } from '../trials/normalization.ts';
import { papers } from './sources.ts';

/** How near to mean 0 and standard deviation 1 counts as normalized. */
const NEAR = 0.01;

const places = [
  ['normalized', 'normalized, in training'],
  ['inference', 'normalized, in inference'],
  ['affine', 'after gamma and beta'],
  ['activated', 'input of the next layer'],
] as const;

const trialOf = (
  scale: Scale,
  activation: (typeof activations)[number],
  seed: number,
): NormalizationTrial => ({
  kind: 'normalization',
  ...usualSetup(scale, denseNetwork(scale, activation, true), seed),
  steps: scale.otherSteps,
  every: Math.floor(scale.otherSteps / 6),
});

/** What was seen in one place; in inference not before the first step, when there are no statistics yet. */
function looksAt(record: NormalizationRecord, place: (typeof places)[number][0]): readonly number[] {
  return place === 'inference' ? record[place].slice(1) : record[place];
}

export const normalized: Claim = {
  id: 'normalized',
  saying: 'The inputs of each layer are normalized to mean 0 and standard deviation 1',
  hypothesis:
    'In every unit, |mean| and |standard deviation − 1| stay below 0.01: of the values that batch norm has normalized, in training and in inference; after gamma and beta; and where the next layer receives them.',
  experiment:
    'Two networks train, and all units of all batch norms are looked at seven times from the first step on (in inference from the second time on, since before there are no running statistics). The number is the largest distance over units and times. Apart from that, the exact law is checked: the variance of normalized values is not 1 but v/(v + epsilon), where v is that of the batch, and their mean is 0, within the bounds of [the specification](bounds/README.md).',
  sources: [papers.ioffe],
  trials: (scale, seeds) =>
    activations.flatMap((activation) => seeds.map((seed) => trialOf(scale, activation, seed))),
  findings: (scale, seeds, record) => {
    const records = activations.flatMap((activation) =>
      seeds.map((seed) => record(trialOf(scale, activation, seed))),
    );
    const worst = Math.max(...records.map(({ lawRatio }) => lawRatio));
    return {
      conditions: activations.flatMap((activation) =>
        places.map(([place, name]) => ({
          name: `${titleOf[activation]}: ${name}`,
          quantity: 'largest distance from mean 0 and standard deviation 1',
          values: seeds.map((seed) => Math.max(...looksAt(record(trialOf(scale, activation, seed)), place))),
          side: 'below' as const,
          threshold: NEAR,
        })),
      ),
      beside: [],
      laws: [
        {
          law: 'mean(z) = 0 and variance(z) = v/(v + epsilon) in every unit, within the bound',
          found: `the largest error is ${worst.toFixed(3)} of its bound, over ${records.length} trainings`,
          holds: worst <= 1,
        },
      ],
      panels: activations.map((activation) => ({
        title: `${titleOf[activation]} network`,
        x: 'steps of training',
        y: 'largest distance',
        logY: true as const,
        lines: places.map(([place, name]) => {
          const { every } = trialOf(scale, activation, 1);
          const { length } = record(trialOf(scale, activation, seeds[0]!))[place];
          const xs = Array.from({ length }, (_, i) => i * every);
          return lineOf(
            name,
            xs,
            seeds,
            (_, seed, at) => record(trialOf(scale, activation, seed))[place][at]!,
          );
        }),
      })),
    };
  },
};
