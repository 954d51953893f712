import { referenceOracle } from '../../../reference/batch-norm.ts';
import type { Conventions } from '../../../spec/contract.ts';
import type { CaseOperation } from '../../../spec/property.ts';
import type { DeclaringSubject } from '../../protocol/declaring-subject.ts';
import { expectedFields, type Fields, sameAnswer } from './answer-fields.ts';
import { ask, type Asked } from './ask.ts';
import { explainFault } from './explain-fault.ts';
import { recognize } from './recognize.ts';
import { otherCase, plainCase } from './smoke-case.ts';
import { note, right, type SmokeLine, wrong } from './smoke-findings.ts';

/** What one operation makes of a plain case; `last` where there is no sense in asking on. */
export async function askOperation(
  operation: CaseOperation,
  asked: Asked,
): Promise<{ readonly lines: readonly SmokeLine[]; readonly last: boolean }> {
  const { subject } = asked;
  const stop = (line: SmokeLine) => ({ lines: [line], last: true });
  const before = await ask(operation, otherCase(), asked);
  const answer = before.problem === undefined ? await ask(operation, plainCase(), asked) : before;
  if (answer.problem !== undefined) return stop(wrong(operation, answer.problem));
  if (answer.refused !== undefined) {
    if (answer.skipped) return { lines: [note(operation, `skipped: ${answer.refused}`)], last: false };
    const text = `it refuses a plain batch of shape [4, 3] with the channels on axis 1: ${answer.refused}`;
    return { lines: [wrong(operation, explainFault(text))], last: false };
  }
  const setting = {
    operation,
    given: plainCase(),
    before: otherCase(),
    conventions: subject.conventions,
    dtype: subject.dtype,
    oracle: referenceOracle,
  };
  const expected = expectedBy(setting.conventions, operation, answer.fields, subject);
  const { texts, everywhere } = recognize(answer.fields, expected, setting);
  if (texts.length > 0) return { lines: texts.map((text) => wrong(operation, text)), last: everywhere };
  return {
    lines: [right(operation, rightText(answer.fields)), ...missing(operation, answer.fields)],
    last: false,
  };
}

/** A subject that declares no conventions may scale the running variance as it likes. */
function expectedBy(
  conventions: Conventions,
  operation: CaseOperation,
  shown: Fields,
  { conventionsDeclared }: DeclaringSubject,
): Fields {
  const expect = (choice: Conventions) => expectedFields(operation, plainCase(), choice, referenceOracle);
  const usual = expect(conventions);
  if (conventionsDeclared || operation !== 'training') return usual;
  const other = expect({ ...conventions, runningVarianceCorrection: 1 });
  const scaled = shown.runningVariance && sameAnswer(shown.runningVariance, other.runningVariance!);
  return scaled ? other : usual;
}

function rightText(fields: Fields): string {
  return `right in ${Object.keys(fields).join(', ')}`;
}

function missing(operation: CaseOperation, fields: Fields): readonly SmokeLine[] {
  if (operation !== 'training') return [];
  const absent = ['runningMean', 'runningVariance'].filter((name) => !(name in fields));
  if (absent.length === 0) return [];
  const text = `${absent.join(' and ')} ${absent.length === 1 ? 'is' : 'are'} not returned, so nothing about the running statistics can be tested. Where your code updates them in place, return them as they are after the call.`;
  return [note('running statistics', text)];
}
