export const FAILURES_FOLDER = '.bncheck/failures';
