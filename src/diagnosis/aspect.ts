/**
 * Sides of a behaviour that can be wrong each by itself.
 *
 * A real implementation often has a fault of its own in another place: it checks no argument, say. A diagnosis looks only at the
 * numbers and at the sides that the suite has checked; and where no candidate explains all of them, each may explain a side.
 */
export type Aspect = 'numbers' | 'degenerate' | 'special' | 'layer' | 'arguments' | 'memory' | 'bits';

const aspectsOfRequirement: Readonly<Record<string, readonly Aspect[]>> = {
  'BN-STATE-SEQUENCE': ['layer'],
  'BN-INFER-PURE': ['memory', 'layer'],
  'BN-EDGE-ONE-ELEMENT': ['degenerate'],
  'BN-EDGE-EMPTY-BATCH': ['degenerate'],
  'BN-EDGE-NEGATIVE-VARIANCE': ['special'],
  'BN-NAN-CONTAINMENT': ['special'],
  'BN-ARGUMENTS': ['arguments'],
  'BN-MEMORY-INPUTS': ['memory'],
  'BN-MEMORY-OUTPUTS': ['memory'],
  'BN-TRAIN-DETERMINISTIC': ['bits'],
  'BN-INFER-DETERMINISTIC': ['bits'],
};

/** The sides of a behaviour that a requirement speaks of first of all. */
export function aspectsOf(requirement: string): readonly Aspect[] {
  return aspectsOfRequirement[requirement] ?? ['numbers'];
}
