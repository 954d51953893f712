import type { Identified } from '../identify/identified.ts';
import { jsonNumber } from './json-number.ts';

/** What an identification found, as JSON: `conventions` is what `--profile` takes, and `answers` is all that was asked. */
export function identifiedJson(identified: Identified): object {
  const { subject, version, dtype, calls, conventions, settled, nearest, findings } = identified;
  const answers = Object.entries(findings).map(([id, finding]) => {
    if (finding.kind !== 'found') return [id, finding];
    const { separation } = finding;
    return [id, { ...finding, separation: separation === null ? null : jsonNumber(separation) }];
  });
  return {
    subject,
    version,
    dtype,
    calls,
    conventions,
    settled,
    nearestProfiles: nearest,
    answers: Object.fromEntries(answers),
  };
}
