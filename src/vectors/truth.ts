import type { Oracle, Request } from '../../spec/contract.ts';

/** Where right answers come from; handed in, since this folder may not know. */
export interface Truth {
  /** Gives the float64 nearest to the exact result. */
  readonly oracle: Oracle;
  /** Throws a sentence where a request makes no sense. */
  readonly checkArguments: (request: Request) => void;
}
