import type { Request } from '../../../spec/contract.ts';
import { subject as sound } from './sound.ts';

/** Gives its output as one long vector. */
export const subject = {
  ...sound,
  name: 'wrong-shape',
  run: (request: Request) => {
    const result = sound.run(request);
    if (!('output' in result)) return result;
    return { ...result, output: { ...result.output, shape: [result.output.data.length] } };
  },
};
