import { subject as sound } from './sound.ts';

/** Never answers; says in which process. */
export const subject = {
  ...sound,
  name: 'silent',
  run: () => {
    console.error(`silent worker ${process.pid}`);
    return new Promise<never>(() => {});
  },
};
