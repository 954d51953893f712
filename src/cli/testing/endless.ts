import type { Request } from '../../../spec/contract.ts';
import { subject as sound } from './sound.ts';

/** Never comes back from an inference, and lets nothing else run. */
export const subject = {
  ...sound,
  name: 'endless',
  run: (request: Request) => {
    while (request.operation === 'inference');
    return sound.run(request);
  },
};
