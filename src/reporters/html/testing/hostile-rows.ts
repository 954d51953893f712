import * as fc from 'fast-check';
import { requirements } from '../../../../spec/requirements.ts';
import type { MatrixRow } from '../../matrix-row.ts';
import { anyOutcome, anyResult } from '../../testing/generated-outcomes.ts';

/** Texts that would do something if they were obeyed. */
export const MARKUP = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  '</style><h1>mine</h1>',
  'javascript:alert(1)',
  '&lt;b&gt; &amp;',
  '!{x} <!-- -->',
] as const;

const text = fc.constantFrom(...MARKUP);

const outcomes = fc
  .uniqueArray(fc.constantFrom(...requirements.map(({ id }) => id)), { minLength: 3, maxLength: 8 })
  .chain((ids) =>
    fc.tuple(...ids.map((requirement) => anyOutcome.map((outcome) => ({ ...outcome, requirement })))),
  );

/** A subject whose every text is markup, with failures of requirements that there are. */
export const hostileRows: fc.Arbitrary<Extract<MatrixRow, { readonly report: unknown }>> = fc
  .record({ name: text, other: text, result: anyResult, outcomes })
  .map(({ name, other, result, outcomes: found }) => ({
    name,
    report: {
      dtype: 'float32' as const,
      replayOf: () => `npx bncheck replay ${other}`,
      result: {
        ...result,
        subject: name,
        version: other,
        language: name,
        grades: {
          output: {
            grade: 'none' as const,
            worstRatio: { forward: 3, compensated: 2, blocked: 2, sequential: 2 },
            byConditioning: [{ decade: 0, channels: 3, worstBits: 20, meanBits: 22 }],
          },
        },
        outcomes: found.map((outcome) =>
          outcome.counterexample === undefined
            ? { ...outcome, ...(outcome.reason === undefined ? {} : { reason: other }) }
            : { ...outcome, counterexample: { ...outcome.counterexample, message: other, way: name } },
        ),
      },
      judgedBy: {
        source: 'profile' as const,
        profile: other,
        conventions: {
          runningVarianceCorrection: 1 as const,
          normalizingVarianceCorrection: 0 as const,
          epsilonPlacement: 'inside' as const,
          epsilonFloor: 0,
          oneElement: 'define' as const,
          emptyBatch: 'keep' as const,
        },
      },
    },
  }));
