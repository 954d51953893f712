/**
 * What a layer starts with, and whether inference leaves it.
 *
 * One sequence: the state, an inference step, the state again. Nothing is computed, so bits are compared. A layer that was given its
 * running statistics and shows others has initial ones of its own; one that shows those it was given may have, too, for callers
 * who give none: that cannot be seen, since every call gives them.
 */
import { sameBits } from '../../../spec/compare.ts';
import type { Step, StepResult, Values } from '../../../spec/contract.ts';
import { found, none, unable } from '../finding.ts';
import type { Findings } from '../identified.ts';
import type { Lab } from '../lab.ts';
import { plainChannels, plainSettings } from './plain-probe.ts';

export async function layerState(lab: Lab): Promise<Pick<Findings, 'initialState' | 'stateInInference'>> {
  const given = lab.arrange(plainChannels, plainSettings);
  const input = { shape: given.shape, data: given.input.slice() };
  const infers = lab.offers('inference');
  const steps: Step[] = [{ call: 'getState' }];
  if (infers) steps.push({ call: 'inference', input }, { call: 'getState' });
  const reply = await lab.sequence(given, steps);
  if (!('result' in reply)) {
    const why = unable('unable' in reply ? reply.unable : reply.refused);
    return { initialState: why, stateInInference: why };
  }
  const [before, , after] = reply.result.steps;
  const initial = initialState(before!, given.runningMean, given.runningVariance);
  const stateInInference = infers
    ? afterInference(before!, after!)
    : unable('the subject does not offer inference');
  return { initialState: initial, stateInInference };
}

function initialState(before: StepResult, mean: Values, variance: Values): Findings['initialState'] {
  const { runningMean, runningVariance } = before;
  if (runningMean === undefined || runningVariance === undefined)
    return unable('the layer does not show its state');
  const evidence = 'the state of a new layer';
  if (sameBits(runningMean, mean) && sameBits(runningVariance, variance)) {
    return found(
      'as given',
      'as given; a default of its own cannot be seen, for every call states one',
      evidence,
    );
  }
  const [ownMean, ownVariance] = [runningMean, runningVariance].map((values) => values.find(() => true));
  const same =
    runningMean.every((one) => one === ownMean) && runningVariance.every((one) => one === ownVariance);
  if (!same)
    return none(`a new layer starts with running mean [${runningMean}] and variance [${runningVariance}]`);
  return found('its own', `not as given: mean ${ownMean}, variance ${ownVariance}`, evidence);
}

function afterInference(before: StepResult, after: StepResult): Findings['stateInInference'] {
  const { runningMean, runningVariance } = after;
  if (before.runningMean === undefined || before.runningVariance === undefined) {
    return unable('the layer does not show its state');
  }
  if (runningMean === undefined || runningVariance === undefined)
    return unable('the layer does not show its state');
  const left = sameBits(before.runningMean, runningMean) && sameBits(before.runningVariance, runningVariance);
  const evidence = 'the state before and after an inference step';
  return left
    ? found('left', 'leaves the running statistics', evidence)
    : found('changed', 'changes the running statistics', evidence);
}
