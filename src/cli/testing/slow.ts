import type { Request } from '../../../spec/contract.ts';
import { subject as faulty } from './faulty.ts';

let calls = 0;

/** Faulty, and a little slow; it counts its calls aloud, so that somebody may interrupt it. */
export const subject = {
  ...faulty,
  name: 'slow',
  run: async (request: Request) => {
    calls += 1;
    if (calls % 20 === 0) console.error(`call ${calls}`);
    await new Promise((resolve) => setTimeout(resolve, 2));
    return faulty.run(request);
  },
};
