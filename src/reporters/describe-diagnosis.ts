import type { Agreement, Diagnosis } from '../diagnosis/diagnosis.ts';
import { UNKNOWN } from '../diagnosis/diagnosis.ts';
import { type Colours, plainColours } from './plain-colours.ts';
import { plainText } from './plain-text.ts';
import { PAGE_WIDTH, wrapText } from './wrap-text.ts';

const LABEL_WIDTH = 16;

/** What is probably wrong with a failing subject, for the person who has to mend it; nothing where nobody asked. */
export function diagnosisLines(
  diagnosis: Diagnosis | null,
  colours: Colours = plainColours,
): readonly string[] {
  if (diagnosis === null) return [];
  const { title, details } = diagnosisDetails(diagnosis);
  const lines = details.flatMap(([label, text]) =>
    wrapText(plainText(text, 600), PAGE_WIDTH - 2 - LABEL_WIDTH).map((part, i) => {
      const shown = i === 0 ? colours.dim(label.padEnd(LABEL_WIDTH)) : ' '.repeat(LABEL_WIDTH);
      return `  ${shown}${part}`;
    }),
  );
  return [...wrapText(title, PAGE_WIDTH).map((line) => colours.bold(line)), ...lines, ''];
}

type Detail = readonly [label: string, text: string];

/** What is said of a diagnosis, each with its label. */
export function diagnosisDetails(diagnosis: Diagnosis): {
  readonly title: string;
  readonly details: readonly Detail[];
} {
  if (diagnosis.name === UNKNOWN) return { title: 'No diagnosis.', details: unknownDetails(diagnosis) };
  return { title: `Diagnosis: ${plainText(diagnosis.name, 200)}`, details: namedDetails(diagnosis) };
}

function namedDetails(diagnosis: Diagnosis): readonly Detail[] {
  const { agreement, telling, name, meaning, evidence, requirement, alternatives, unexplained } = diagnosis;
  const behaves = `${countText(agreement)} agree with ${name}; at ${telling} of them it shows`;
  return [
    ['agreement', behaves],
    ['probably wrong', meaning],
    ...(alternatives.length === 0 ? [] : [['the same as', alternatives.join('; ')] as const]),
    ...(evidence === null || evidence === 'constructed' ? [] : [['seen in', evidence] as const]),
    ...(requirement === null ? [] : [['see', `npx bncheck explain ${requirement}`] as const]),
    ...(unexplained.length === 0
      ? []
      : [['not explained', `what fails in ${unexplained.join(', ')}: there may be another fault`] as const]),
  ];
}

function unknownDetails({ meaning, nearest }: Diagnosis): readonly Detail[] {
  if (nearest === null) return [['why', meaning]];
  const { name, agreement, disagreesOn } = nearest;
  return [
    ['why', meaning],
    ['nearest', `${name}: ${countText(agreement)} agree, but not ${disagreesOn}`],
  ];
}

function countText({ agreeing, probes }: Agreement): string {
  return `${agreeing} of ${probes} probes`;
}

/** The diagnosis as JSON. */
export function diagnosisJson(diagnosis: Diagnosis): object {
  const { name, agreement, telling, meaning, evidence, requirement } = diagnosis;
  const { alternatives, nearest, unexplained } = diagnosis;
  return { name, agreement, telling, meaning, evidence, requirement, alternatives, nearest, unexplained };
}
