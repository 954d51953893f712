/** Where failures are stored, in the working folder. */
export const FAILURES_FOLDER = '.bncheck/failures';
