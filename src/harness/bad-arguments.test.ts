import { expect, test } from 'vitest';
import type { Request, Result } from '../../spec/contract.ts';
import { badArguments } from '../../spec/properties/arguments.ts';
import { runProperty } from './run-property.ts';
import { propertyOptions } from './testing/properties.ts';
import { answering, sound } from './testing/subjects.ts';

const STATE = ['runningMean', 'runningVariance', 'exponentialAverageFactor'];

/** A function of the batch alone: it looks at no running statistics and gives none. */
const stateless = (accepted: (request: Request) => Request) =>
  answering((request) => {
    const channels = 'input' in request ? (request.input.shape[request.channelAxis] ?? 0) : 0;
    const state = {
      runningMean: new Float32Array(channels),
      runningVariance: new Float32Array(channels).fill(1),
    };
    const result = sound.run({
      ...accepted(request),
      ...state,
      exponentialAverageFactor: 0.5,
    } as Request) as Result;
    return Object.fromEntries(Object.entries(result).filter(([name]) => !STATE.includes(name)));
  });

test('a subject without running statistics is not accused of taking wrong ones', async () => {
  const { outcome, vacuous, cases } = await runProperty(
    badArguments,
    stateless((request) => request),
    propertyOptions,
  );
  expect(outcome).toBe('passed');
  expect(vacuous).toBeGreaterThan(0);
  expect(cases).toBeGreaterThan(propertyOptions.runs / 2);
});

test('it is held to the rest, and one with running statistics to all', async () => {
  const anyEpsilon = (request: Request) =>
    'epsilon' in request && Number.isNaN(request.epsilon) ? { ...request, epsilon: 1e-5 } : request;
  const wrong = await runProperty(badArguments, stateless(anyEpsilon), propertyOptions);
  expect(wrong.counterexample?.message).toContain('accepted epsilon NaN');
  const anyFactor = answering((request) =>
    sound.run(
      'exponentialAverageFactor' in request && Number.isNaN(request.exponentialAverageFactor)
        ? { ...request, exponentialAverageFactor: 0.5 }
        : request,
    ),
  );
  const stateful = await runProperty(badArguments, anyFactor, propertyOptions);
  expect(stateful.counterexample?.message).toContain('accepted an exponential average factor of NaN');
});
