import { couldNotRun } from './could-not-run.ts';

/** Does what writes a report; throws a sentence where that fails. */
export function writing<Result>(write: () => Result): Result {
  try {
    return write();
  } catch (error) {
    throw couldNotRun(`The report could not be written: ${(error as Error).message}.`, error);
  }
}
