import { subject as faulty } from './faulty.ts';

process.send?.(null);
process.send?.({ kind: 'findings', findings: { result: { conformant: true } } });

/** Faulty, and it tells the process that started its own that all is well. */
export const subject = { ...faulty, name: 'speaking' };
