import type { Profile } from '../conventions.ts';
import { portedVariance } from './epsilon-placement.ts';

/** What a trained layer has of one channel that another library needs. */
export interface Checkpoint {
  readonly epsilon: number;
  readonly runningMean: number;
  readonly runningVariance: number;
}

/**
 * The checkpoint with which a library of profile `to`, with its epsilon, gives the inference outputs that one of profile `from` gives.
 *
 * Whether a running variance was corrected does not matter here: inference takes it as it is stored. With the same epsilon in the same
 * place nothing changes.
 *
 * @throws RangeError where no running variance gives those outputs (epsilon outside the root, and too large).
 */
export function checkpointFor(
  checkpoint: Checkpoint,
  from: Profile,
  to: Profile,
  epsilon: number,
): Checkpoint {
  const variance = portedVariance(
    checkpoint.runningVariance,
    used(from, checkpoint.epsilon),
    used(to, epsilon),
  );
  return { epsilon, runningMean: checkpoint.runningMean, runningVariance: variance };
}

function used({ conventions }: Profile, epsilon: number) {
  const { epsilonFloor, epsilonPlacement: placement } = conventions;
  return { epsilon: Math.max(epsilon, epsilonFloor), placement };
}
