/**
 * The smallest epsilon that is really used.
 *
 * The probes ask for epsilon 2^-90, less than any floor that a library would choose. In inference the running variance is 0, so that the
 * factor r = y/d of the deviations d is 1/sqrt(epsilon), or 1/epsilon outside the root, and shows the epsilon that was used. In training
 * the deviations +-2^-40 k have a variance v = d^2 > 0, and epsilon = 1/r^2 - v inside the root, 1/r - sqrt(v) outside. y is within its
 * bound B of d r, so r lies in [(y-B)/d, (y+B)/d], and the used epsilon in the interval that follows. B depends on the used epsilon
 * itself, smoothly, as dr/r does: taking it at the estimate is off by a share of B of the order B/y, some 1e-6, for which 2^-10 of B
 * is added. The probe's data are symmetric around 0, so that one pass is as good as two here. What all elements of both modes agree on:
 *
 * - The interval holds the epsilon that was asked for: no floor above its upper end.
 * - It lies above: a floor, if epsilon is used as it is where it is larger. `normalization` has shown that for 1, and another call
 *   shows it for twice the floor. All numbers of the interval would do; the simplest one is taken.
 * - It lies below, or there is none: epsilon is not used as asked, or not alike in both modes, and nothing known does that.
 *
 * The default of an epsilon that the caller leaves out cannot be seen: every call states one.
 */
import { inferenceBounds } from '../../../spec/bounds/inference-bounds.ts';
import { trainingBounds } from '../../../spec/bounds/training-bounds.ts';
import type { Case, Conventions, Values } from '../../../spec/contract.ts';
import { type ChannelProbe, channelOf } from '../arrange.ts';
import { misfit } from '../decide.ts';
import { type Finding, found, none, unable } from '../finding.ts';
import type { Lab } from '../lab.ts';
import { type Interval, simplestIn } from '../simplest-number.ts';

const ASKED = 2 ** -90;

const deviations = [1, 3].map((k) => k * 2 ** -40);

const channels = deviations.map((d): ChannelProbe => ({ x: [-d, d], runningVariance: 0 }));

type Mode = 'training' | 'inference';

export interface EpsilonFloor {
  readonly floor: number;
  /** What the floor may be, as far as was seen; from 0 where there is none. */
  readonly interval: Interval;
}

export async function epsilonFloor(lab: Lab): Promise<Finding<EpsilonFloor>> {
  if (!lab.settled.includes('epsilonPlacement')) return unable('where epsilon is added is not known');
  const modes = (['training', 'inference'] as const).filter(lab.offers);
  const given = lab.arrange(channels, { epsilon: ASKED });
  let interval: Interval = { low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY };
  for (const mode of modes) {
    const reply = await lab.call(mode, given);
    if ('unable' in reply) return unable(reply.unable);
    if ('refused' in reply) return unable(`epsilon 2^-90 is refused: ${reply.refused}`);
    const used = usedEpsilon(lab, mode, given, reply.result.output.data);
    interval = { low: Math.max(interval.low, used.low), high: Math.min(interval.high, used.high) };
  }
  const evidence = `${modes.join(' and ')} with epsilon 2^-90`;
  const { low, high } = interval;
  if (!(low <= high)) return none(`${evidence}: no epsilon gives all outputs`);
  if (high < ASKED) return none(`${evidence}: the epsilon used is below ${high.toPrecision(3)}`);
  if (low <= ASKED) {
    return found({ floor: 0, interval: { low: 0, high } }, `none above ${high.toPrecision(1)}`, evidence);
  }
  return confirmed(lab, modes.at(-1)!, interval, evidence);
}

/** The floor in an interval, if twice as large an epsilon is used as it is asked for. */
async function confirmed(
  lab: Lab,
  mode: Mode,
  interval: Interval,
  evidence: string,
): Promise<Finding<EpsilonFloor>> {
  const floor = simplestIn(interval);
  const twice = Math.fround(2 * floor);
  const given = lab.arrange(channels, { epsilon: twice });
  const reply = await lab.call(mode, given);
  if ('unable' in reply) return unable(reply.unable);
  if ('refused' in reply) return unable(reply.refused);
  const conventions = { ...lab.conventions, epsilonFloor: floor };
  const actual = reply.result.output.data;
  const ratio = misfit([{ actual, ...predict(lab, mode, given, conventions) }], lab.arithmetic.largest);
  if (ratio <= 1) return found({ floor, interval }, `${floor}`, `${evidence}, then ${mode} with ${twice}`);
  return none(`${evidence}: it uses ${floor}, but it does not use ${twice} where that is asked`);
}

function predict(lab: Lab, mode: Mode, given: Case, conventions: Conventions) {
  const { oracle, arithmetic } = lab;
  return {
    expected: oracle[mode](given, conventions).output,
    bounds:
      mode === 'training'
        ? trainingBounds(given, conventions, arithmetic).output
        : inferenceBounds(given, conventions, arithmetic),
  };
}

/** Where all elements of a call agree that the used epsilon lies; upside down where they do not. */
function usedEpsilon(lab: Lab, mode: Mode, given: Case, output: Values): Interval {
  const { epsilonPlacement, normalizingVarianceCorrection } = lab.conventions;
  const nowhere = { low: Number.POSITIVE_INFINITY, high: Number.NEGATIVE_INFINITY };
  let { low: high, high: low } = nowhere;
  for (const [c, d] of deviations.entries()) {
    // With two elements the corrected variance is twice the biased one.
    const ofBatch = d * d * (normalizingVarianceCorrection === 1 ? 2 : 1);
    const variance = mode === 'training' ? ofBatch : 0;
    const epsilonOf = (r: number) =>
      epsilonPlacement === 'inside' ? 1 / (r * r) - variance : 1 / r - Math.sqrt(variance);
    const y = channelOf(given, output, c)[1]!;
    const estimate = epsilonOf(y / d);
    if (!(y > 0) || !Number.isFinite(estimate)) return nowhere;
    const conventions = { ...lab.conventions, epsilonFloor: Math.max(estimate, 0) };
    const bounds = channelOf(given, predict(lab, mode, given, conventions).bounds, c);
    const bound = bounds[1]! * (1 + 2 ** -10);
    if (!(bound < y)) return nowhere;
    low = Math.max(low, epsilonOf((y + bound) / d));
    high = Math.min(high, epsilonOf((y - bound) / d));
  }
  return { low, high };
}
