import { arithmeticOf } from '../../spec/bounds/arithmetic.ts';
import type { Case, Oracle, Request, ResultOf, Subject, Tensor, Values } from '../../spec/contract.ts';
import type { Answer, CaseOperation, Context } from '../../spec/property.ts';
import { outsideHalf } from '../../spec/half-cases.ts';
import { isHalf } from '../../spec/half-formats.ts';
import { contractBreach } from '../../spec/result-contract.ts';
import { callSubject } from './call-subject.ts';
import { faultOf, subjectFault } from './subject-fault.ts';

export interface ContextOptions {
  readonly oracle: Oracle;
  readonly timeoutMs: number;
  readonly way: string | null;
  readonly grade: Context['grade'];
  readonly measure?: Context['measure'];
}

/** Joins a subject and an oracle into what a property may use. */
export function createContext(subject: Subject, options: ContextOptions): Context {
  const { oracle, timeoutMs, way, grade } = options;
  const call = (request: Request) => {
    const outside = isHalf(subject.dtype) ? outsideHalf(request, subject.dtype) : null;
    if (outside !== null) throw subjectFault('vacuous', outside);
    return callSubject(subject, request, timeoutMs);
  };
  const checked = async <R extends Request>(request: R): Promise<ResultOf[R['operation']]> => {
    const result = await call(request);
    const breach = contractBreach(request, result, subject.dtype);
    if (breach !== null) throw subjectFault('errored', `${request.operation} ${breach}`);
    return result as ResultOf[R['operation']];
  };
  const requestOf: Context['requestOf'] = (operation, given) =>
    requestFor(operation, given, subject, way) as never;
  return {
    conventions: subject.conventions,
    dtype: subject.dtype,
    operations: subject.operations,
    arithmetic: arithmeticOf(subject.dtype),
    oracle,
    fresh: async () => subject.fresh?.(),
    training: (given) => checked(requestOf('training', given)),
    inference: (given) => checked(requestOf('inference', given)),
    trainingGradient: (given) => checked(requestOf('trainingGradient', given)),
    inferenceGradient: (given) => checked(requestOf('inferenceGradient', given)),
    sequence: (request) => checked({ ...request, operation: 'sequence', ...(way === null ? {} : { way }) }),
    raw: async (request) => call(request),
    answer: (request) => answerOf(() => call(request)),
    requestOf,
    grade,
    measure: options.measure ?? (() => {}),
  };
}

async function answerOf(call: () => ReturnType<Context['raw']>): Promise<Answer> {
  try {
    return { result: await call() };
  } catch (error) {
    if (faultOf(error) !== 'errored') throw error;
    return { refused: (error as Error).message };
  }
}

/** The request of a case in the subject's dtype, with fresh arrays. */
export function requestFor(
  operation: CaseOperation,
  given: Case,
  subject: Pick<Subject, 'dtype'>,
  way: string | null,
): Request {
  const values = (source: Float32Array): Values =>
    subject.dtype === 'float64' ? Float64Array.from(source) : source.slice();
  const tensor = (source: Float32Array): Tensor => ({ shape: [...given.shape], data: values(source) });
  const affine = {
    gamma: given.gamma === null ? null : values(given.gamma),
    beta: given.beta === null ? null : values(given.beta),
    epsilon: given.epsilon,
    channelAxis: given.channelAxis,
    ...(way === null ? {} : { way }),
  };
  const input = tensor(given.input);
  const running = () => ({
    runningMean: values(given.runningMean),
    runningVariance: values(given.runningVariance),
  });
  const gradOutput = () => tensor(given.gradOutput);
  switch (operation) {
    case 'training':
      return {
        operation,
        input,
        ...affine,
        ...running(),
        exponentialAverageFactor: given.exponentialAverageFactor,
      };
    case 'inference':
      return { operation, input, ...affine, ...running() };
    case 'trainingGradient':
      return { operation, input, gradOutput: gradOutput(), ...affine };
    case 'inferenceGradient':
      return { operation, input, gradOutput: gradOutput(), ...affine, ...running() };
  }
}
