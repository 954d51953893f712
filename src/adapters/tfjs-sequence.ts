import type {
  GradientResult,
  SequenceRequest,
  SequenceResult,
  Skipped,
  Step,
  StepResult,
} from '../../spec/contract.ts';
import { type TfjsLayer, withTfjsLayer } from './tfjs-layer.ts';
import type { Tfjs } from './tfjs-library.ts';

/**
 * Runs the steps on one layer.
 *
 * TensorFlow.js computes a gradient together with its forward call, so a forward call looks ahead for the
 * gradient step that belongs to it. Skips sequences with two gradients of one call.
 */
export function runTfjsSequence(tfjs: Tfjs, request: SequenceRequest): SequenceResult | Skipped {
  const { steps } = request;
  if (steps.some((_, k) => gradientStepsOf(steps, k).length > 1)) {
    return { skipped: 'TensorFlow.js computes one gradient, together with its forward call' };
  }
  return withTfjsLayer(tfjs, { ...request, shape: inputShapeOf(request) }, (layer) => {
    const gradients = new Map<Step, GradientResult>();
    const results = steps.map((step, k): StepResult => {
      if (isForward(step)) {
        const [gradientStep] = gradientStepsOf(steps, k);
        return forward(layer, step, gradientStep, gradients);
      }
      if (step.call === 'gradient') return gradientAt(gradients, step);
      if (step.call === 'setState') layer.setState(step.runningMean, step.runningVariance);
      return layer.getState();
    });
    return { steps: results };
  });
}

type ForwardStep = Extract<Step, { call: 'training' | 'inference' }>;
type GradientStep = Extract<Step, { call: 'gradient' }>;

function forward(
  layer: TfjsLayer,
  step: ForwardStep,
  gradientStep: GradientStep | undefined,
  gradients: Map<Step, GradientResult>,
): StepResult {
  const training = step.call === 'training';
  if (gradientStep === undefined) return { output: layer.call(step.input, training), ...layer.getState() };
  const both = layer.callWithGradients(step.input, training, gradientStep.gradOutput);
  gradients.set(gradientStep, both.gradients);
  return { output: both.output, ...layer.getState() };
}

function gradientAt(gradients: ReadonlyMap<Step, GradientResult>, step: GradientStep): GradientResult {
  const found = gradients.get(step);
  if (found === undefined) throw new Error('a gradient step needs a training or inference step before it');
  return found;
}

/** The gradient steps that belong to the forward step at `k`; none where that is not a forward step. */
function gradientStepsOf(steps: readonly Step[], k: number): readonly GradientStep[] {
  if (!isForward(steps[k]!)) return [];
  const rest = steps.slice(k + 1);
  const next = rest.findIndex(isForward);
  const until = next < 0 ? rest : rest.slice(0, next);
  return until.filter((step) => step.call === 'gradient');
}

function isForward(step: Step): step is ForwardStep {
  return step.call === 'training' || step.call === 'inference';
}

/** The shape of the first input; where no step has one, any shape with the right channels. */
function inputShapeOf({ steps, channelAxis, runningMean }: SequenceRequest): readonly (number | null)[] {
  const first = steps.find(isForward);
  if (first !== undefined) return first.input.shape;
  return Array.from({ length: Math.max(2, channelAxis + 1) }, (_, axis) =>
    axis === channelAxis ? runningMean.length : null,
  );
}
