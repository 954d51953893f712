import { subject as sound } from './sound.ts';

/** Throws whatever it is asked, with an escape sequence and a second line in the message. */
export const subject = {
  ...sound,
  name: 'throwing\u001b[31m',
  run: (): never => {
    throw new Error('out of \u001b[31mluck\u202e\nand more');
  },
};
