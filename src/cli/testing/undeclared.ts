import { subject as sound } from './sound.ts';

const { conventions: _declared, ...rest } = sound;

/** Does what the sound subject does, and declares no conventions. */
export const subject = { ...rest, name: 'undeclared' };
