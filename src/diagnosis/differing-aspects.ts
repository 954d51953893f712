/**
 * When two subjects behave alike.
 *
 * The subject S and the candidate F both compute F's formula in float32 or better, so each is within a bound B of its exact value, and
 * they are within 2 B of each other. B is derived for the sound formula; what a faulty one rounds may be larger. A rounding error is u
 * times what is rounded, and what is rounded in a channel grows as the results do; so where F leaves the sound results by d, in units of
 * their largest magnitude, its B is taken as 1 + d times the sound one; where the sound results are 0 and have no magnitude, F gets the
 * u f(m) that a sum of its own magnitude may be off by. That is no theorem. It need not be one: where it is too small, a
 * fault goes without a name; where it is too large, a probe tells less. A wrong name needs a wrong candidate inside such a bound at every
 * probe, and every other one outside of it somewhere.
 *
 * An infinite bound says nothing of the numbers; there, only where the definition gives NaN, it counts whether a number is finite.
 */
import { arithmeticOf } from '../../spec/bounds/arithmetic.ts';
import { ratioOf } from '../../spec/compare.ts';
import type { Values } from '../../spec/contract.ts';
import { type Layout, layoutOf } from '../../spec/layout.ts';
import type { Aspect } from './aspect.ts';
import type { Observation } from './observation.ts';
import type { Bounds, ProbeCall } from './probe.ts';
import { isSpecial } from './single-call.ts';

/** That of the candidates. */
const arithmetic = arithmeticOf('float32');

/** Quantities of the shape of a tensor; the others have one entry per channel. */
const isTensor = (quantity: string) => /^(output|gradInput)\b/.test(quantity);

/** The aspects in which a subject does otherwise than a candidate, at one call; none where either skipped it. */
export function differingAspects(
  call: ProbeCall,
  seen: Observation,
  candidate: Observation,
  sound: Observation,
  bounds: Bounds | null,
): readonly Aspect[] {
  if (seen.answer === 'skipped' || candidate.answer === 'skipped') return [];
  const differing: Aspect[] = [];
  if (seen.answer !== candidate.answer || !sameValues(call, seen, candidate, sound, bounds)) {
    differing.push(call.aspect);
  }
  if (seen.memory !== candidate.memory) differing.push('memory');
  if (seen.bits !== candidate.bits) differing.push('bits');
  return differing;
}

function sameValues(
  call: ProbeCall,
  seen: Observation,
  candidate: Observation,
  sound: Observation,
  bounds: Bounds | null,
): boolean {
  if (bounds === null || seen.answer !== 'given') return true;
  const special = isSpecial(call.given);
  const layout = layoutOf(call.given.shape, call.given.channelAxis);
  for (const [quantity, actual] of seen.values) {
    const expected = candidate.values.get(quantity);
    const bound = bounds[quantity];
    if (expected === undefined || bound === undefined) continue;
    if (actual.length !== expected.length || actual.length !== bound.length) return false;
    const right = sound.values.get(quantity) ?? expected;
    const ofChannel = isTensor(quantity) ? channelOf(call, layout, actual.length) : (at: number) => at;
    const { factor, term } = growthOf(expected, right, ofChannel, layout);
    for (let at = 0; at < actual.length; at++) {
      if (bound[at] === Number.POSITIVE_INFINITY) {
        if (special && Number.isFinite(actual[at]) !== Number.isFinite(expected[at])) return false;
        continue;
      }
      const channel = ofChannel(at);
      const allowed = 2 * (bound[at]! * factor[channel]! + term[channel]!);
      if (ratioOf(actual[at]!, expected[at]!, allowed, arithmetic.largest) > 1) return false;
    }
  }
  return true;
}

/** The channel of a position. A sequence has batches that are larger along the first axis that is not the channels'. */
function channelOf(
  { given }: ProbeCall,
  { channels, inner }: Layout,
  length: number,
): (at: number) => number {
  const ownInner = given.channelAxis === 0 ? length / channels : inner;
  return (at) => Math.floor(at / ownInner) % channels;
}

/** How much wider than the sound bound a candidate's is in each channel: a factor 1 + d, or where d has no unit, a term of its own. */
function growthOf(
  expected: Values,
  right: Values,
  ofChannel: (at: number) => number,
  { channels, m }: Layout,
): { readonly factor: Float64Array; readonly term: Float64Array } {
  const distance = new Float64Array(channels);
  const magnitude = new Float64Array(channels);
  for (let at = 0; at < expected.length; at++) {
    const c = ofChannel(at);
    const away = Math.abs(expected[at]! - (right[at] ?? 0));
    if (Number.isFinite(away)) distance[c] = Math.max(distance[c]!, away);
    if (Number.isFinite(right[at])) magnitude[c] = Math.max(magnitude[c]!, Math.abs(right[at]!));
  }
  return {
    factor: distance.map((away, c) => (magnitude[c]! > 0 ? 1 + away / magnitude[c]! : 1)),
    term: distance.map((away, c) => (magnitude[c]! > 0 ? 0 : arithmetic.u * arithmetic.growth(m) * away)),
  };
}
