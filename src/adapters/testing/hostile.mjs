/**
 * A subject that misbehaves in the way named by its argument; in all else it answers `inference` with its input.
 * It tells its process id on stderr, so that a test can see that it is gone.
 */
import { spawn, spawnSync } from 'node:child_process';
import { closeSync, writeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { gzipSync } from 'node:zlib';

const [mode, argument] = process.argv.slice(2);

const print = (bytes) => {
  for (let rest = Buffer.from(bytes); rest.length > 0; ) {
    try {
      rest = rest.subarray(writeSync(1, rest));
    } catch (error) {
      if (error.code !== 'EAGAIN') throw error;
    }
  }
};
const reply = (fields) => print(`${JSON.stringify(fields)}\n`);
const hang = () => setInterval(() => {}, 1000);
const answer = ({ seq, case: { input } }) => reply({ seq, result: { output: input } });
const output = ({ seq, case: { input } }, changed) =>
  reply({ seq, result: { output: { ...input, ...changed } } });

/** A process in a session of its own that holds all pipes, and whose parent ends at once. */
const startDaemon = () => {
  const shell = 'sleep 300 & echo "pid $!" >&2';
  spawnSync('sh', ['-c', shell], { stdio: ['ignore', 'inherit', 'inherit'], detached: true });
};

const introduction = { protocol: 1, name: 'hostile', capabilities: ['inference'], conventions: {} };

const starts = {
  'exits at once': () => process.exit(3),
  'prints before the handshake': () => {
    print('Loading the model...\n');
    reply(introduction);
  },
  'prints an array at the start': () => print('[1]\n'),
  'hangs at the start': hang,
  'speaks version 2': () => reply({ ...introduction, protocol: 2 }),
  'speaks no version': () => reply({ ...introduction, protocol: undefined }),
  'refuses to start': () => reply({ error: 'no GPU here' }),
  'declares an unknown convention': () =>
    reply({ ...introduction, conventions: { epsilonPlacment: 'inside' } }),
};

const runs = {
  'exits mid-case': () => {
    process.stderr.write('assertion failed\nat kernel 5\n');
    process.exitCode = 7;
    process.stdin.destroy();
  },
  'is killed mid-case': () => process.kill(process.pid, 'SIGSEGV'),
  'prints garbage': () => print('\u0000\u0007%%%\n'),
  'prints an empty line': () => print('\n'),
  'prints half a line and exits': () => {
    print('{"seq":1,"res');
    process.exit(0);
  },
  'prints half a line and hangs': () => print('{"seq":1,"res'),
  'answers with a wrong seq': ({ seq, ...message }) => answer({ ...message, seq: seq + 1 }),
  'answers twice at once': (message) => {
    const line = JSON.stringify({ seq: message.seq, result: { output: message.case.input } });
    print(`${line}\n${line}\n`);
  },
  'answers twice, later': (message) => {
    answer(message);
    setTimeout(answer, 20, message);
  },
  'exits after its answer': (message) => {
    answer(message);
    process.exit(5);
  },
  'floods in one line': () => {
    for (;;) print('x'.repeat(65536));
  },
  'floods in many lines': () => {
    for (;;) print('{}\n'.repeat(20000));
  },
  'prints invalid UTF-8': () => print([0x7b, 0xff, 0xfe, 0x0a]),
  hangs: hang,
  'hangs with a child of its own': () => {
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
    process.stderr.write(`pid ${child.pid}\n`);
    hang();
  },
  'gives too few bytes': (message) => output(message, { data: 'AAAA' }),
  'gives a huge shape': (message) => output(message, { shape: [1e9, 1e9] }),
  'gives an unknown dtype': (message) => output(message, { dtype: 'float16' }),
  'gives no output': ({ seq }) => reply({ seq, result: {} }),
  'answers nothing': ({ seq }) => reply({ seq }),
  'closes its stdin': (message) => {
    answer(message);
    closeSync(0);
    hang();
  },
  'closes its stdout': () => {
    closeSync(1);
    hang();
  },
  'answers and leaves a daemon': (message) => {
    startDaemon();
    answer(message);
  },
  'leaves a daemon that holds the pipes': () => {
    startDaemon();
    process.exit(4);
  },
  'sends compressed bytes': () => print([...gzipSync('{}'.repeat(100)), 0x0a]),
  'puts a NUL behind its answer': ({ seq, case: { input } }) =>
    print(`${JSON.stringify({ seq, result: { output: input } })}\0\n`),
  'gives an infinite size': ({ seq }) =>
    print(`{"seq":${seq},"result":{"output":{"dtype":"float32","shape":[1e999],"data":""}}}\n`),
  'gives steps in steps': ({ seq, case: { input } }) => {
    const steps = `${'[{"steps":'.repeat(6000)}[]${'}]'.repeat(6000)}`;
    print(`{"seq":${seq},"result":{"output":${JSON.stringify(input)},"steps":${steps}}}\n`);
  },
  'gives the prototype fields': ({ seq, case: { input } }) => {
    const polluted = '{"output":1,"then":2,"skipped":"x"}';
    const fields = `"__proto__":${polluted},"constructor":{"prototype":${polluted}}`;
    print(`{"seq":0,"seq":${seq},${fields},"result":{${fields},"output":${JSON.stringify(input)}}}\n`);
  },
  'writes lines as Windows does': ({ seq, case: { input } }) =>
    print(`${JSON.stringify({ seq, result: { output: input } })}\r\n`),
  refuses: ({ seq }) => reply({ seq, error: 'epsilon must be positive' }),
  skips: ({ seq }) => reply({ seq, skipped: 'no rank 2', issueUrl: 'https://example.org/7' }),
  'crashes when epsilon is 0': (message) => (message.case.epsilon === 0 ? process.exit(9) : answer(message)),
  'is silent when epsilon is 0': (message) => (message.case.epsilon === 0 ? hang() : answer(message)),
  'is silent in one way': (message) => (message.way === 'b' ? hang() : answer(message)),
  'crashes after some answers': (message) => {
    answered += 1;
    if (answered > Number(argument)) process.exit(1);
    answer(message);
  },
};
let answered = 0;

process.stderr.write(`pid ${process.pid}\n`);
if (mode === 'ignores the stop') hang();
createInterface({ input: process.stdin }).on('line', (line) => {
  const message = JSON.parse(line);
  if (message.cmd === 'start') (starts[mode] ?? (() => reply(introduction)))();
  if (message.cmd === 'run') (runs[mode] ?? answer)(message);
  if (message.cmd === 'stop' && mode !== 'ignores the stop') process.exit(0);
});
