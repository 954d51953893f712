import { referenceOracle } from '../../../reference/batch-norm.ts';
import type { CaseOperation } from '../../../spec/property.ts';
import { expectedFields, sameAnswer } from './answer-fields.ts';
import { ask, type Asked } from './ask.ts';
import { plainCase } from './smoke-case.ts';
import { note, right, type SmokeLine, wrong } from './smoke-findings.ts';

/** Whether gamma and beta may be absent, and whether bad arguments are refused. */
export async function askArguments(operation: CaseOperation, asked: Asked): Promise<readonly SmokeLine[]> {
  const bare = { ...plainCase(), gamma: null, beta: null };
  const absent = await ask(operation, bare, asked);
  if (absent.problem !== undefined) return [wrong('no gamma, no beta', absent.problem)];
  const bad = await ask(operation, { ...plainCase(), channelAxis: 2 }, asked);
  if (bad.problem !== undefined) {
    const text = `channelAxis 2 for rank 2 ends it: ${bad.problem} Answer {"seq":...,"error":"why"} instead, and go on.`;
    return [wrong('bad arguments', text)];
  }
  const lines: SmokeLine[] = [];
  if (absent.refused !== undefined) {
    lines.push(
      note(
        'no gamma, no beta',
        `refused: ${absent.refused} (answer "skipped" where your library always has them)`,
      ),
    );
  } else {
    const expected = expectedFields(operation, bare, asked.subject.conventions, referenceOracle);
    const same = Object.keys(expected).every(
      (name) =>
        absent.fields[name] === undefined ||
        name.startsWith('running') ||
        sameAnswer(absent.fields[name], expected[name]!),
    );
    if (!same)
      lines.push(
        wrong(
          'no gamma, no beta',
          'null stands for a gamma of ones and a beta of zeros; the answer is that of others.',
        ),
      );
  }
  if (bad.refused === undefined)
    lines.push(note('bad arguments', 'channelAxis 2 for rank 2 is answered; better refuse it with "error".'));
  if (lines.length === 0)
    lines.push(right('arguments', 'null gamma and beta are taken, bad arguments refused'));
  return lines;
}
