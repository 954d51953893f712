import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cases } from './arbitraries/cases.ts';
import type {
  Case,
  Dtype,
  GradientResult,
  Request,
  SequenceRequest,
  Step,
  StepResult,
  Tensor,
  TrainingResult,
  Values,
} from './contract.ts';
import { contractBreach } from './result-contract.ts';

const seed = 41;
const aCase = cases({ maxElements: 60 });
const dtype = fc.constantFrom<Dtype>('float32', 'float64');

/** Everything of one dtype that a request or a right answer to it is made of. */
function partsOf(given: Case, of: Dtype) {
  const zeros = (length: number): Values =>
    of === 'float32' ? new Float32Array(length) : new Float64Array(length);
  const channels = given.shape[given.channelAxis]!;
  const tensor = (): Tensor => ({ shape: [...given.shape], data: zeros(given.input.length) });
  const vector = () => zeros(channels);
  const gamma = given.gamma === null ? null : vector();
  const beta = given.beta === null ? null : vector();
  const call = { gamma, beta, epsilon: given.epsilon, channelAxis: given.channelAxis };
  const running = { runningMean: vector(), runningVariance: vector() };
  const gradients = (): GradientResult => ({ gradInput: tensor(), gradGamma: gamma, gradBeta: beta });
  return { zeros, tensor, vector, call, running, gradients };
}

function trainingOf(given: Case, of: Dtype): { request: Request; right: TrainingResult } {
  const { tensor, vector, call, running } = partsOf(given, of);
  const request: Request = {
    operation: 'training',
    input: tensor(),
    ...call,
    ...running,
    exponentialAverageFactor: 0.5,
  };
  const statistics = { batchMean: vector(), batchVariance: vector(), invStd: vector() };
  return { request, right: { output: tensor(), ...statistics, ...running } };
}

function gradientOf(given: Case, of: Dtype): { request: Request; right: GradientResult } {
  const { tensor, call, gradients } = partsOf(given, of);
  const request: Request = {
    operation: 'trainingGradient',
    input: tensor(),
    gradOutput: tensor(),
    ...call,
  };
  return { request, right: gradients() };
}

const longer = (values: Values): Values =>
  values instanceof Float32Array ? new Float32Array(values.length + 1) : new Float64Array(values.length + 1);
const otherDtype = (values: Values): Values =>
  values instanceof Float32Array ? Float64Array.from(values) : Float32Array.from(values);

describe('a training result', () => {
  test('keeps the contract with all statistics, with some, and with the output alone', () => {
    fc.assert(
      fc.property(aCase, dtype, fc.nat({ max: 31 }), (given, of, shown) => {
        const { request, right } = trainingOf(given, of);
        const { output, ...statistics } = right;
        const some = Object.entries(statistics).filter((_, k) => (shown >> k) % 2 === 1);
        expect(contractBreach(request, { output, ...Object.fromEntries(some) }, of)).toBeNull();
      }),
      { seed },
    );
  });

  test('breaks it by any statistic of another length or dtype, which the sentence names', () => {
    const names = ['batchMean', 'batchVariance', 'invStd', 'runningMean', 'runningVariance'] as const;
    fc.assert(
      fc.property(aCase, dtype, fc.constantFrom(...names), (given, of, name) => {
        const { request, right } = trainingOf(given, of);
        const channels = given.shape[given.channelAxis]!;
        const changed = (values: unknown) => contractBreach(request, { ...right, [name]: values }, of);
        expect(changed(longer(right[name]!))).toBe(
          `gave ${channels + 1} values as ${name} where ${channels} are needed`,
        );
        expect(changed(otherDtype(right[name]!))).toContain(`gave ${name} as a Float`);
        expect(changed(otherDtype(right[name]!))).toContain(`instead of ${of} values`);
        expect(changed([...right[name]!])).toContain(`gave ${name} as a Array`);
        expect(changed(null)).toBe(`gave ${name} as null instead of ${of} values`);
      }),
      { seed },
    );
  });
});

describe('an output', () => {
  test('breaks the contract where it is no tensor, or has another shape, length or dtype', () => {
    fc.assert(
      fc.property(aCase, dtype, (given, of) => {
        const { request, right } = trainingOf(given, of);
        const { shape, data } = right.output;
        const breachOf = (output: unknown) => contractBreach(request, { ...right, output }, of);
        const shown = (sizes: readonly number[]) => `[${sizes.join(', ')}]`;
        expect(breachOf(undefined)).toBe('gave nothing as output instead of a tensor');
        expect(breachOf(7)).toBe('gave the number 7 as output instead of a tensor');
        expect(breachOf({ data })).toBe('gave output without a shape');
        expect(breachOf({ shape: [...shape, 1], data })).toBe(
          `gave output of shape ${shown([...shape, 1])} for an input of shape ${shown(shape)}`,
        );
        expect(breachOf({ shape, data: longer(data) })).toBe(
          `gave ${data.length + 1} values as output where ${data.length} are needed`,
        );
        expect(breachOf({ shape, data: otherDtype(data) })).toContain(`instead of ${of} values`);
      }),
      { seed },
    );
  });

  test('is asked of inference too', () => {
    const given = fc.sample(aCase, { seed, numRuns: 1 })[0]!;
    const { tensor, call, running } = partsOf(given, 'float32');
    const request: Request = { operation: 'inference', input: tensor(), ...call, ...running };
    expect(contractBreach(request, { output: tensor() }, 'float32')).toBeNull();
    expect(contractBreach(request, {}, 'float32')).toBe('gave nothing as output instead of a tensor');
  });

  test('of no object at all is a breach, not a crash', () => {
    const { request } = trainingOf(fc.sample(aCase, { seed, numRuns: 1 })[0]!, 'float32');
    for (const [result, sentence] of [
      [undefined, 'gave nothing instead of a result object'],
      [null, 'gave null instead of a result object'],
      ['yes', 'gave the string yes instead of a result object'],
    ] as const) {
      expect(contractBreach(request, result, 'float32')).toBe(sentence);
    }
  });
});

describe('gradients', () => {
  test('of absent parameters may be absent, null or anything; those of present ones are needed', () => {
    fc.assert(
      fc.property(aCase, dtype, (given, of) => {
        const { request, right } = gradientOf(given, of);
        expect(contractBreach(request, right, of)).toBeNull();
        const { gradGamma: _, ...withoutGamma } = right;
        const { gradBeta: __, ...withoutBeta } = right;
        for (const [name, present, result] of [
          ['gradGamma', given.gamma !== null, withoutGamma],
          ['gradBeta', given.beta !== null, withoutBeta],
        ] as const) {
          const breach = present ? `gave ${name} as nothing instead of ${of} values` : null;
          expect(contractBreach(request, result, of)).toBe(breach);
        }
      }),
      { seed },
    );
  });
});

describe('a sequence', () => {
  const answerTo = (step: Step, given: Case, of: Dtype): StepResult => {
    const { tensor, running, gradients } = partsOf(given, of);
    if (step.call === 'gradient') return gradients();
    if (step.call === 'getState') return running;
    return step.call === 'setState' ? {} : { output: tensor() };
  };
  const stepNames = ['training', 'inference', 'gradient', 'getState', 'setState'] as const;
  const calls = fc.array(fc.constantFrom(...stepNames), { minLength: 1, maxLength: 6 });

  function sequenceOf(given: Case, of: Dtype, names: readonly Step['call'][]) {
    const { tensor, call: shared, running } = partsOf(given, of);
    const steps = names.map((call): Step => {
      if (call === 'gradient') return { call, gradOutput: tensor() };
      if (call === 'setState') return { call, ...running };
      return call === 'getState' ? { call } : { call, input: tensor() };
    });
    const request: SequenceRequest = {
      operation: 'sequence',
      ...shared,
      ...running,
      exponentialAverageFactor: 0.5,
      steps,
    };
    return { request, right: steps.map((step) => answerTo(step, given, of)) };
  }

  test('keeps the contract with one right answer a step', () => {
    fc.assert(
      fc.property(aCase, dtype, calls, (given, of, names) => {
        const { request, right } = sequenceOf(given, of, names);
        expect(contractBreach(request, { steps: right }, of)).toBeNull();
        expect(contractBreach(request, { steps: right.slice(1) }, of)).toBe(
          `answered ${names.length - 1} steps of ${names.length}`,
        );
        expect(contractBreach(request, { steps: 3 }, of)).toBe(
          'gave the number 3 as steps instead of a list',
        );
      }),
      { seed },
    );
  });

  test('breaks it by one wrong answer, and the sentence names the step', () => {
    fc.assert(
      fc.property(aCase, dtype, calls, fc.nat(), (given, of, names, pick) => {
        const { request, right } = sequenceOf(given, of, names);
        const at = pick % names.length;
        const where = `step ${at + 1} (${names[at]}) `;
        const withWrong = (wrong: unknown) => ({ steps: right.map((one, k) => (k === at ? wrong : one)) });
        expect(contractBreach(request, withWrong(null), of)).toBe(
          `${where}gave null instead of a result object`,
        );
        const state = { ...right[at], runningMean: new Float32Array(given.runningMean.length + 1) };
        const stateless = names[at] === 'gradient';
        const breach = contractBreach(request, withWrong(state), of);
        if (stateless) expect(breach).toBeNull();
        else expect(breach?.startsWith(where)).toBe(true);
      }),
      { seed },
    );
  });
});
