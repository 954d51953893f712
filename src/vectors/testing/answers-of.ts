import type { Request, Result, Subject } from '../../../spec/contract.ts';
import type { VectorFile } from '../vector.ts';
import type { Answer } from '../verify/parse-answers.ts';

/** What a subject in this process answers to the vectors of some files, series and repetitions as they are meant. */
export async function answersOf(subject: Subject, files: readonly VectorFile[]): Promise<readonly Answer[]> {
  const answers: Answer[] = [];
  for (const { vectors } of files) {
    for (const { id, request, times = 1 } of vectors) {
      for (let k = 0; k < times; k++) answers.push(await answerTo(subject, request, id));
    }
  }
  return answers;
}

async function answerTo(subject: Subject, request: Request, id: string): Promise<Answer> {
  const place = subject.name;
  if (!subject.operations.includes(request.operation)) return { id, place, skipped: 'not offered' };
  try {
    const result = await subject.run(structuredClone(request));
    if ('skipped' in result) return { id, place, skipped: result.skipped };
    return { id, place, result: structuredClone(result) as Result };
  } catch (error) {
    return { id, place, refused: (error as Error).message };
  }
}
