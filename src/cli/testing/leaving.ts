import { spawn } from 'node:child_process';
import { subject as sound } from './sound.ts';

// In a session of its own, and with this process's standard error held open.
const { pid } = spawn('sleep', ['600'], { detached: true, stdio: 'inherit' });
console.error(`left behind ${pid}`);

/** Sound, but it leaves a process behind that does not end. */
export const subject = { ...sound, name: 'leaving' };
