import { z } from 'zod';
import type { Conventions, Operation } from '../../spec/contract.ts';
import { protocolError } from './protocol-error.ts';
import { must, parseOrExplain } from './rule-messages.ts';

const zeroOrOne = z.literal([0, 1], must('0 or 1'));
const oneElement = z.enum(['define', 'reject', 'nan', 'keep'], must('"define", "reject", "nan" or "keep"'));
const emptyBatch = z.enum(
  ['keep', 'reject', 'nan', 'decay', 'unspecified'],
  must('"keep", "reject", "nan", "decay" or "unspecified"'),
);
const floor = must('a finite number not below 0');

const placement = z.enum(['inside', 'outside'], must('"inside" or "outside"'));
const epsilonFloor = z.number(floor).min(0, floor);

/** What a subject may declare; what it leaves out is what nearly every implementation does. */
export const declaredConventions = z.object(
  {
    runningVarianceCorrection: zeroOrOne.optional(),
    normalizingVarianceCorrection: zeroOrOne.default(0),
    epsilonPlacement: placement.default('inside'),
    epsilonFloor: epsilonFloor.default(0),
    oneElement: oneElement.default('define'),
    emptyBatch: emptyBatch.default('unspecified'),
  },
  must('an object; {} takes the defaults'),
);

const someConventions = z.object(
  {
    runningVarianceCorrection: zeroOrOne.exactOptional(),
    normalizingVarianceCorrection: zeroOrOne.exactOptional(),
    epsilonPlacement: placement.exactOptional(),
    epsilonFloor: epsilonFloor.exactOptional(),
    oneElement: oneElement.exactOptional(),
    emptyBatch: emptyBatch.exactOptional(),
  },
  must('an object of conventions'),
);

/** For a subject that declares none: those that nearly every implementation has. */
const undeclared = { runningVarianceCorrection: 0 } as const;

/**
 * The conventions in full, from those declared; throws a ProtocolError that starts with `opening`
 * for a wrong value.
 *
 * The frameworks are divided on runningVarianceCorrection, so it has no default: a subject that trains and declares
 * conventions must declare it. Undefined and null stand for a subject that declares none at all, whose conventions are then
 * found out before it is judged.
 */
export function completeConventions(
  declared: unknown,
  operations: readonly Operation[],
  opening: string,
): Conventions {
  const { runningVarianceCorrection, ...others } = parseOrExplain(
    declaredConventions,
    declared ?? undeclared,
    opening,
    'conventions',
  );
  const trains = operations.includes('training') || operations.includes('sequence');
  if (runningVarianceCorrection === undefined && trains) {
    throw protocolError(
      `${opening}: conventions.runningVarianceCorrection must be declared by a subject that trains: 1 if the variance that enters the running average is scaled by m/(m-1), else 0.`,
    );
  }
  return { ...others, runningVarianceCorrection: runningVarianceCorrection ?? 0 };
}

/**
 * Some conventions, from data of somebody who wants a subject judged by them; throws an Error that starts with `opening` for a
 * wrong value or an unknown name.
 */
export function someConventionsFrom(given: unknown, opening: string): Partial<Conventions> {
  const conventions = parseOrExplain(someConventions, given, opening, 'conventions');
  const unknown = unknownConventions(given)[0];
  if (unknown !== undefined)
    throw protocolError(`${opening}: conventions.${unknown} is not a known convention.`);
  return conventions;
}

/** The declared names that are no conventions: misspelt, or of a later version. */
export function unknownConventions(declared: unknown): readonly string[] {
  if (typeof declared !== 'object' || declared === null) return [];
  return Object.keys(declared).filter((name) => !Object.hasOwn(declaredConventions.shape, name));
}
