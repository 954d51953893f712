import type { Conventions } from '../../spec/contract.ts';
import { profileOf } from '../../spec/conventions.ts';

/** Those of Ioffe and Szegedy, which the kernels of this library follow too. */
export const paperConventions: Conventions = profileOf('paper').conventions;
