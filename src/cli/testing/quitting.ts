import { subject as sound } from './sound.ts';

/** Ends the process that calls it. */
export const subject = { ...sound, name: 'quitting', run: () => process.exit(7) };
