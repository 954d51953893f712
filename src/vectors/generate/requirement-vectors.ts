import { describeCase } from '../../../spec/arbitraries/cases.ts';
import type { Case, Conventions } from '../../../spec/contract.ts';
import type { Property } from '../../../spec/property.ts';
import { planCases } from '../../harness/plan-cases.ts';
import { propertySeed } from '../../harness/property-seed.ts';
import { caseOfRequest } from '../case-of-request.ts';
import { isTelling } from '../is-telling.ts';
import { judgedQuantities } from '../judged-quantities.ts';
import { makeVector } from '../make-vector.ts';
import type { Truth } from '../truth.ts';
import type { Vector } from '../vector.ts';
import { type RecordedCall, recordCalls } from './record-calls.ts';

/** Elements of a case, so that people can read it; some properties need more room. */
const MOST_ELEMENTS = 10;
/** Calls of one series: finite differences make two for each element. */
const MOST_CALLS = 6;

/** About `wanted` vectors of one requirement: the calls that its property makes, on small cases that differ in their traits. */
export async function requirementVectors(
  property: Property,
  wanted: number,
  seed: number,
  conventions: Conventions,
  truth: Truth,
): Promise<readonly Vector[]> {
  const small = property.cases.filter(({ input }) => input.length <= MOST_ELEMENTS);
  const cases = planCases(small, propertySeed(seed, property.requirement), wanted);
  const vectors: Vector[] = [];
  let number = 0;
  for (const given of cases) {
    if (vectors.length >= wanted) break;
    const calls = (await recordCalls(property, given, conventions, truth)).slice(0, MOST_CALLS);
    if (calls.length === 0) continue;
    const made = seriesOf(property.requirement, number + 1, given, calls, conventions, truth);
    if (!made.some(isTelling)) continue;
    vectors.push(...made);
    number += 1;
  }
  return vectors;
}

function seriesOf(
  requirement: string,
  number: number,
  given: Case,
  calls: readonly RecordedCall[],
  conventions: Conventions,
  truth: Truth,
): readonly Vector[] {
  const name = `${requirement.toLowerCase()}-${String(number).padStart(3, '0')}`;
  const isSeries = calls.length > 1;
  return calls.map(({ request, times }, k) => {
    const place = isSeries ? `call ${k + 1} of ${calls.length}: ` : '';
    const about = request.operation === 'sequence' ? given : caseOfRequest(request);
    const plan = {
      id: isSeries ? `${name}-${k + 1}` : name,
      requirement,
      comment: `${place}${describeCase(about)}`,
      request,
      only: judgedQuantities(requirement),
      ...(isSeries || times > 1 ? { flags: ['CallSeries'] as const } : {}),
      ...(isSeries ? { series: name } : {}),
      ...(times > 1 ? { times } : {}),
    };
    return makeVector(plan, conventions, truth);
  });
}
