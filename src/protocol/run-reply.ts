import { z } from 'zod';
import type {
  Dtype,
  GradientResult,
  Request,
  Result,
  SequenceRequest,
  Skipped,
  StepResult,
} from '../../spec/contract.ts';
import { foreignDtype } from './foreign-dtype.ts';
import { parseReplyLine } from './parse-reply-line.ts';
import { protocolError } from './protocol-error.ts';
import { refusalError } from './refusal-error.ts';
import { resultSchemas, stepSchemas } from './result-schemas.ts';
import { must, parseOrExplain } from './rule-messages.ts';
import { quoteStart, showValue } from './shorten.ts';

const runReply = z.object({
  result: z.unknown().optional(),
  skipped: z.string(must('the reason, as text')).optional(),
  issueUrl: z.string(must('text')).optional(),
  error: z.string(must('the reason, as text')).optional(),
});

const stepList = z.object({ steps: z.array(z.unknown(), must('a list')) }, must('an object'));

/**
 * What a subject answered to the request that was sent under `seq`.
 *
 * Throws a RefusalError with the subject's own words where it answered `error`, and a ProtocolError where the
 * line is no sound answer, or speaks of a 16-bit format that is not the declared one. Whether shapes, lengths and dtypes otherwise suit
 * the request is for the properties to judge.
 */
export function decodeRunReply(
  line: string,
  request: Request,
  seq: number,
  dtype: Dtype = 'float32',
): Result | Skipped {
  const reply = parseReplyLine(line);
  const answered = 'seq' in reply ? reply.seq : undefined;
  if (answered !== seq) {
    throw protocolError(
      `The subject's reply has seq ${showValue(answered)} where ${seq} was due: ${quoteStart(line)}.`,
    );
  }
  const opening = `The subject's reply to run ${seq} (${request.operation}) is wrong`;
  const { result, skipped, issueUrl, error } = parseOrExplain(runReply, reply, opening);
  if ([result, skipped, error].filter((given) => given !== undefined).length !== 1) {
    throw protocolError(
      `${opening}: it must hold exactly one of result, skipped and error: ${quoteStart(line)}.`,
    );
  }
  if (error !== undefined) throw refusalError(error);
  if (skipped !== undefined) return issueUrl === undefined ? { skipped } : { skipped, issueUrl };
  const foreign = foreignDtype(result, dtype);
  if (foreign !== null) throw protocolError(`${opening}: ${foreign}.`);
  if (request.operation === 'sequence') return { steps: decodeSteps(result, request, opening) };
  const decoded = parseOrExplain(resultSchemas[request.operation], result, opening, 'result');
  if ('gradInput' in decoded) checkAffineGradients(decoded, request, `${opening}: result`);
  return decoded;
}

function decodeSteps(result: unknown, request: SequenceRequest, opening: string): readonly StepResult[] {
  const { steps } = parseOrExplain(stepList, result, opening, 'result');
  if (steps.length !== request.steps.length) {
    throw protocolError(
      `${opening}: result.steps must have ${request.steps.length} entries, one a step, not ${steps.length}.`,
    );
  }
  return request.steps.map(({ call }, at) => {
    const place = `result.steps[${at}]`;
    const decoded = parseOrExplain(stepSchemas[call], steps[at], opening, place);
    if (call === 'gradient') checkAffineGradients(decoded, request, `${opening}: ${place}`);
    return decoded;
  });
}

function checkAffineGradients(
  { gradGamma, gradBeta }: Omit<GradientResult, 'gradInput'>,
  { gamma, beta }: Request,
  place: string,
): void {
  if (gamma !== null && !gradGamma)
    throw protocolError(`${place}.gradGamma is missing although gamma was given.`);
  if (beta !== null && !gradBeta)
    throw protocolError(`${place}.gradBeta is missing although beta was given.`);
}
