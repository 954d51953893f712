import { subject as sound } from './sound.ts';

process.on('exit', () => {
  for (;;);
});

/** Sound, but its process does not end when it is told to. */
export const subject = { ...sound, name: 'staying' };
