import type { Request } from '../../../spec/contract.ts';
import { subject as sound } from './sound.ts';

/** Sound, but prints at every call. */
export const subject = {
  ...sound,
  name: 'chatty',
  run: (request: Request) => {
    console.log('a subject that talks');
    return sound.run(request);
  },
};
