import type { Case, Conventions, Operation, Oracle } from '../../spec/contract.ts';
import { layoutOf } from '../../spec/layout.ts';
import { askedCalls } from './asked-calls.ts';
import type { Aspect } from './aspect.ts';
import { badCalls } from './bad-calls.ts';
import { absentAffineCalls, historyCalls, plainCalls } from './calls-of-case.ts';
import type { Candidate } from './candidate.ts';
import { layerCall } from './layer-call.ts';
import type { Probe, ProbeCall } from './probe.ts';

/** What the subject does and declares, and what helps to make questions for it. */
export interface Offer {
  readonly operations: readonly Operation[];
  readonly conventions: Conventions;
  readonly sound: Candidate;
  readonly oracle: Oracle;
}

/** A case, and the requirement that it was made for. */
export interface Question {
  readonly requirement: string;
  readonly given: Case;
}

/** The probes that a question is good for: the plain calls on its case, and those that show the requirement. */
export async function probesOf({ given, requirement }: Question, offer: Offer): Promise<readonly Probe[]> {
  if (given.input.length === 0 && offer.conventions.emptyBatch === 'unspecified') return [];
  const name = `shape [${given.shape}], channel axis ${given.channelAxis}`;
  const showing = await showingCalls(given, requirement, offer);
  return [plainCalls(given, offer.operations), showing]
    .filter((calls) => calls.length > 0)
    .map((calls) => ({ name, calls }));
}

async function showingCalls(given: Case, requirement: string, offer: Offer): Promise<readonly ProbeCall[]> {
  const { operations, sound, oracle } = offer;
  const { m } = layoutOf(given.shape, given.channelAxis);
  switch (requirement) {
    case 'BN-CALL-HISTORY':
    case 'BN-TRAIN-REPEATABLE':
    case 'BN-GRAD-FINITE-DIFFERENCE':
    case 'BN-MEMORY-INPUTS':
    case 'BN-MEMORY-OUTPUTS':
      return historyCalls(given, operations);
    case 'BN-EDGE-ABSENT-AFFINE':
      return absentAffineCalls(given, operations);
    case 'BN-ARGUMENTS':
      return operations.includes('training') && m > 0 ? badCalls(withAffine(given), operations) : [];
    case 'BN-STATE-SEQUENCE':
    case 'BN-INFER-PURE': {
      const call = m > 0 ? layerCall(given, operations) : null;
      return call === null ? [] : [call];
    }
    default:
      return askedCalls(requirement, given, operations, sound, oracle);
  }
}

function withAffine(given: Case): Case {
  const ones = new Float32Array(given.shape[given.channelAxis]!).fill(1);
  return { ...given, gamma: given.gamma ?? ones, beta: given.beta ?? ones };
}

/** True where a probe has a call of an aspect that counts. */
export function isWorthPutting({ calls }: Probe, relevant: ReadonlySet<Aspect>): boolean {
  return calls.some(({ aspect }) => relevant.has(aspect));
}
