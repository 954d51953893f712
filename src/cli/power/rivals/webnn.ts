/**
 * The conformance tests of WebNN in web-platform-tests: twelve float32 inference cases, each element within 6 ULP of the float64
 * result rounded to float32 (BATCH_NORMALIZATION_TOLERANCE in webnn/resources/utils.js).
 */
import type { InferenceResult, Subject } from '../../../../spec/contract.ts';
import { ulpDistance } from '../../../../spec/ulp.ts';
import { requestsOf } from './case-of.ts';
import { expectedFor } from './expected-for.ts';
import { answerNow, compareAll, firstRejection, type Rival } from './rival.ts';
import { webnnCases } from './webnn-vectors.ts';

const MOST_ULPS = 6;

const isClose = (actual: number, expected: number) => ulpDistance(actual, expected, 'float32') <= MOST_ULPS;

function* checks(subject: Subject): Generator<string | null> {
  const expected = expectedFor(subject);
  for (const given of webnnCases) {
    const { output } = expected.inference(given);
    const actual = answerNow<InferenceResult>(subject, requestsOf.inference(given));
    yield compareAll('the output', actual.output.data, output, isClose);
  }
}

export const webnnRival: Rival = {
  name: 'WebNN (WPT)',
  title: '12 inference cases, 6 ULP',
  rejection: (subject) => firstRejection(checks(subject)),
};
