import type { Request } from '../../../spec/contract.ts';
import { subject as sound } from './sound.ts';

/** Ends the process that asks it for an inference. */
export const subject = {
  ...sound,
  name: 'quitting',
  run: (request: Request) => (request.operation === 'inference' ? process.exit(7) : sound.run(request)),
};
