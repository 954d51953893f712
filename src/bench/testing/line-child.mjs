/** A stand-in for a native library: speaks the line protocol, and gives the input as the output. */
import { readFileSync, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

const files = new Map();
for await (const line of createInterface({ input: process.stdin })) {
  const [command, id] = line.split(' ');
  const rest = line.slice(`${command} ${id} `.length);
  if (command === 'stop') break;
  if (command === 'start') console.log('ready stand-in 1.2');
  else if (command === 'prepare') {
    const [operation, , threads] = rest.split(' ');
    files.set(id, rest.split(' ').slice(7).join(' '));
    console.log(operation === 'inference' ? `error no inference by ${threads} threads` : 'ok');
  } else if (command === 'result') {
    writeFileSync(rest, readFileSync(files.get(id)).subarray(0, 4 * 24));
    console.log('ok');
  } else if (command === 'round') console.log(0.25 * Number(rest));
  else console.log(files.delete(id) ? 'ok' : 'error unknown');
}
