import type { Case, Step, StepResult, Tensor, Values } from './contract.ts';
import type { Context } from './property.ts';

/**
 * Runs the steps on the subject's own layer where it offers one, else on its single calls, with the running statistics carried from
 * call to call here.
 */
export async function runSteps(
  given: Case,
  steps: readonly Step[],
  context: Context,
): Promise<readonly StepResult[]> {
  if (!context.operations.includes('sequence')) return throughCalls(given, steps, context);
  const { gamma, beta, epsilon, channelAxis, runningMean, runningVariance, exponentialAverageFactor } =
    context.requestOf('training', given);
  const result = await context.sequence({
    gamma,
    beta,
    epsilon,
    channelAxis,
    runningMean,
    runningVariance,
    exponentialAverageFactor,
    steps,
  });
  return result.steps;
}

async function throughCalls(
  given: Case,
  steps: readonly Step[],
  context: Context,
): Promise<readonly StepResult[]> {
  let state: { readonly runningMean: Values; readonly runningVariance: Values } = {
    runningMean: given.runningMean,
    runningVariance: given.runningVariance,
  };
  let latest: {
    readonly mode: 'training' | 'inference';
    readonly input: Tensor;
    readonly state: typeof state;
  } | null = null;
  const caseOf = (input: Tensor, of: typeof state): Case => {
    return { ...given, shape: input.shape, input: input.data, ...of } as Case;
  };
  // A call that does not show its running statistics leaves the carried ones, and nothing to report.
  let shown = true;
  const results: StepResult[] = [];
  for (const step of steps) {
    switch (step.call) {
      case 'training': {
        const result = await context.training(caseOf(step.input, state));
        latest = { mode: 'training', input: step.input, state };
        const { runningMean, runningVariance } = result;
        shown = runningMean !== undefined && runningVariance !== undefined;
        if (runningMean !== undefined && runningVariance !== undefined)
          state = { runningMean, runningVariance };
        results.push({ output: result.output });
        break;
      }
      case 'inference':
        results.push({ output: (await context.inference(caseOf(step.input, state))).output });
        latest = { mode: 'inference', input: step.input, state };
        break;
      case 'gradient': {
        if (latest === null) throw new Error('a gradient step needs a forward step before it');
        const gradOutput = step.gradOutput.data as Float32Array;
        const asked = { ...caseOf(latest.input, latest.state), gradOutput };
        results.push(
          latest.mode === 'training'
            ? await context.trainingGradient(asked)
            : await context.inferenceGradient(asked),
        );
        break;
      }
      case 'getState':
        results.push(shown ? state : {});
        break;
      case 'setState':
        state = { runningMean: step.runningMean, runningVariance: step.runningVariance };
        shown = true;
        results.push({});
        break;
    }
  }
  return results;
}
