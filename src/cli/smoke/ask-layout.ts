import { referenceOracle } from '../../../reference/batch-norm.ts';
import type { CaseOperation } from '../../../spec/property.ts';
import type { DeclaringSubject } from '../../protocol/declaring-subject.ts';
import { expectedFields, type Fields, sameAnswer } from './answer-fields.ts';
import { ask, type Asked } from './ask.ts';
import { cubeCase } from './smoke-case.ts';
import { note, right, type SmokeLine, wrong } from './smoke-findings.ts';

/** Which axis the channels are taken from, for each that is asked for. */
export async function askLayout(operation: CaseOperation, asked: Asked): Promise<readonly SmokeLine[]> {
  const taken: { readonly axis: number; readonly found: number | null }[] = [];
  const refused: number[] = [];
  for (const axis of [0, 1, 2]) {
    const answer = await ask(operation, cubeCase(axis), asked);
    if (answer.problem !== undefined) return [wrong('layout', answer.problem)];
    if (answer.refused !== undefined) refused.push(axis);
    else taken.push({ axis, found: axisOf(operation, axis, answer.fields, asked.subject) });
  }
  const lines = layoutVerdict(taken);
  if (refused.length === 0) return lines;
  const text = `channels on axis ${refused.join(' and ')} of 3 are not taken; such cases are skipped, or count as errors where "error" is the answer: "skipped" says that you cannot do it.`;
  return [...lines, note('layout', text)];
}

function layoutVerdict(
  taken: readonly { readonly axis: number; readonly found: number | null }[],
): readonly SmokeLine[] {
  const off = taken.filter(({ axis, found }) => axis !== found);
  if (taken.length === 0) return [];
  const axes = taken.map(({ axis }) => axis).join(', ');
  if (off.length === 0) return [right('layout', `channels on axis ${axes} of a cube are right`)];
  const founds = new Set(taken.map(({ found }) => found));
  const [only] = founds;
  if (founds.size === 1 && only !== null && taken.length > 1) {
    return [
      wrong(
        'layout',
        `It always takes axis ${only} of 3 for the channels, whatever channelAxis says. Move the axis to where your library wants it and back, or answer "skipped".`,
      ),
    ];
  }
  if (off.every(({ axis, found }) => found === 2 - axis)) {
    return [
      wrong(
        'layout',
        'It counts axes from the other end: channelAxis counts from 0, and the last axis varies fastest (column-major order turns the axes round).',
      ),
    ];
  }
  return off.map(({ axis, found }) =>
    wrong(
      'layout',
      found === null
        ? `With the channels on axis ${axis} of shape [3, 3, 3] the answer is wrong, and is not that of another axis either.`
        : `With the channels on axis ${axis} of shape [3, 3, 3] it takes axis ${found} for them.`,
    ),
  );
}

function axisOf(
  operation: CaseOperation,
  axis: number,
  shown: Fields,
  { conventions }: DeclaringSubject,
): number | null {
  const name = operation === 'training' || operation === 'inference' ? 'output' : 'gradInput';
  const isThat = (other: number) => {
    const expected = expectedFields(operation, cubeCase(other), conventions, referenceOracle);
    return sameAnswer(shown[name]!, expected[name]!);
  };
  return [axis, 0, 1, 2].find(isThat) ?? null;
}
