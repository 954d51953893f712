/**
 * The adapter that `bncheck init javascript` writes, with the mistake that the argument names: pieces of its text are
 * replaced. Ends with code 70 where a piece is not found, so that a mistake cannot quietly become none.
 */
import { readFileSync } from 'node:fs';

const template = new URL('../../../../examples/adapters/javascript/adapter.mjs', import.meta.url);

const READ = "Buffer.from(value.data, 'base64')";
const WRITTEN = 'Buffer.from(Float32Array.from(values).buffer)';
const LOOP = 'for await (const line';
const RUN = 'function run(operation, fields) {';
const REPLY = /process\.stdout\.write\(.*\);/;
const print = (what) => `process.stdout.write(JSON.stringify(${what}) + String.fromCharCode(10));`;
const RESULT = 'reply = { seq, result: run(operation, fields) };';

const mistakes = {
  none: [],
  'prints before the start': [[LOOP, `console.log('Loading the weights');\n${LOOP}`]],
  'prints in each run': [[RUN, `${RUN}\nconsole.log('step 1 of 1');`]],
  'prints after its answer': [[REPLY, `${print('reply')}\nif (cmd === 'run') console.log('done');`]],
  'does not flush': [
    [LOOP, `let held = '';\n${LOOP}`],
    [
      REPLY,
      'held += JSON.stringify(reply) + String.fromCharCode(10);\n}\nif (held) {\nprocess.stdout.write(held);',
    ],
  ],
  'indents its replies': [[REPLY, print('reply').replace('(reply)', '(reply, null, 2)')]],
  'prints as Python does': [
    [REPLY, print('reply').replace('JSON.stringify(reply)', 'JSON.stringify(reply).replaceAll(\'"\', "\'")')],
  ],
  'writes NaN': [
    [RESULT, `${RESULT}\nreply = { took: null, ...reply };`],
    [REPLY, print('reply').replace(' +', ".replace('null', 'NaN') +")],
  ],
  'ends no line': [[REPLY, 'process.stdout.write(JSON.stringify(reply));']],
  'ends no line of a run': [
    [
      REPLY,
      "process.stdout.write(JSON.stringify(reply) + (cmd === 'start' ? String.fromCharCode(10) : ''));",
    ],
  ],
  'says nothing': [[REPLY, '']],
  'ends after one request': [[REPLY, `${print('reply')}\nif (cmd === 'run') process.exit(0);`]],
  'reads no long line': [['const { cmd, seq', 'if (line.length > 65536) break;\nconst { cmd, seq']],
  'stops after one request': [[REPLY, `${print('reply')}\nif (cmd === 'run') break;`]],
  'counts by itself': [[RESULT, RESULT.replace('seq', 'seq: seq + 5')]],
  'answers late': [
    [LOOP, `let last = about;\n${LOOP}`],
    [REPLY, `${print("cmd === 'start' ? about : last")}\nlast = reply;`],
  ],
  'gives seq as text': [[RESULT, RESULT.replace('seq', 'seq: String(seq)')]],
  'gives no seq': [[RESULT, RESULT.replace('seq, ', '')]],
  'speaks version 2': [['protocol: 1', 'protocol: 2']],
  'declares nothing': [[/\n {2}conventions: .*/, '']],
  'big-endian both ways': [
    [READ, `${READ}.swap32()`],
    [WRITTEN, `${WRITTEN}.swap32()`],
  ],
  'reads big-endian': [[READ, `${READ}.swap32()`]],
  'writes big-endian': [[WRITTEN, `${WRITTEN}.swap32()`]],
  'column-major': [
    [
      'Math.floor(at / inner) % channels;',
      'Math.floor(at / product(given.shape.slice(0, given.channelAxis))) % channels;',
    ],
  ],
  'always axis 1': [[RUN, `${RUN}\nfields.channelAxis = 1;`]],
  'always the last axis': [[RUN, `${RUN}\nfields.channelAxis = fields.input.shape.length - 1;`]],
  'turns the shape round': [['full.includes(name) ? shape', 'full.includes(name) ? shape.toReversed()']],
  'gives vectors rank 2': [['shape : [channels]', 'shape : [1, channels]']],
  'float64 bytes': [[WRITTEN, 'Buffer.from(Float64Array.from(values).buffer)']],
  'gives hexadecimal': [[`${WRITTEN}.toString('base64')`, `${WRITTEN}.toString('hex')`]],
  'gives the text of Python bytes': [
    [`${WRITTEN}.toString('base64')`, `"b'" + ${WRITTEN}.toString('base64') + "'"`],
  ],
  'gives raw bytes': [[`${WRITTEN}.toString('base64')`, `${WRITTEN}.toString('latin1')`]],
  'gives a list of numbers': [[`${WRITTEN}.toString('base64')`, '[...values]']],
  'all NaN': [['Float32Array.from(values)', 'Float32Array.from(values, () => Number.NaN)']],
  'all zeros': [['Float32Array.from(values)', 'Float32Array.from(values, () => 0)']],
  'gamma and beta swapped': [
    ['const scale = gamma', 'const scale = beta'],
    ['const offset = beta', 'const offset = gamma'],
  ],
  'standard deviation for batchVariance': [
    ['batchVariance: variance,', 'batchVariance: variance.map(Math.sqrt),'],
  ],
  'standard deviation for invStd': [['invStd,\n', 'invStd: invStd.map((v) => 1 / v),\n']],
  'running mean for batchMean': [['batchMean: mean,', 'batchMean: given.runningMean,']],
  'no gamma': [['const scale = gamma ??', 'const scale =']],
  'epsilon left out': [['Math.sqrt(v + epsilon)', 'Math.sqrt(v)']],
  'epsilon outside': [['1 / Math.sqrt(v + epsilon)', '1 / (Math.sqrt(v) + epsilon)']],
  'momentum reversed': [['? given.exponentialAverageFactor :', '? 1 - given.exponentialAverageFactor :']],
  'other correction': [['const correction = m / Math.max(m - 1, 1);', 'const correction = 1;']],
  'running statistics not returned': [
    ['runningMean: mean.map', 'movingMean: mean.map'],
    ['runningVariance: variance.map', 'movingVariance: variance.map'],
  ],
  'running statistics as they were': [['const a = m > 0', 'const a = m < 0']],
  'inference in training mode': [['if (trains) {', 'if (true) {']],
  'training in inference mode': [['if (trains) {', 'if (false) {']],
  'constant statistics in the gradient': [['(trains ? (gradBeta', '(false ? (gradBeta']],
  'gradGamma and gradBeta swapped': [
    ['at)), gradGamma, gradBeta }', 'at)), gradGamma: gradBeta, gradBeta: gradGamma }'],
  ],
  'gradients averaged': [
    ['gradOutput[at]);', 'gradOutput[at] / m);'],
    ['gradOutput[at] * z[at]);', 'gradOutput[at] * z[at] / m);'],
    ['+ z[at] * gradGamma[c]) / m', '+ z[at] * gradGamma[c])'],
  ],
  'answers the request before': [
    [LOOP, `const last = new Map();\n${LOOP}`],
    [
      RESULT,
      `${RESULT}\nconst now = reply.result;\nreply.result = last.get(operation) ?? now;\nlast.set(operation, now);`,
    ],
  ],
  'crashes on bad arguments': [['} catch (error) {', '} catch (error) {\nprocess.exit(3);']],
  'crashes without gamma': [
    ['const scale = gamma ??', 'if (gamma === null) process.exit(4);\nconst scale = gamma ??'],
  ],
  'accepts any channelAxis': [
    ['const channels = shape[channelAxis];', 'const channels = shape[channelAxis] ?? 3;'],
  ],
  'halves the output': [['const output = z.map((value, at) =>', 'const output = z.map((value, at) => 0.5 *']],
};

let text = readFileSync(template, 'utf8');
for (const [piece, replacement] of mistakes[process.argv[2]]) {
  const changed = text.replace(piece, () => replacement);
  if (changed === text) process.exit(70);
  text = changed;
}
await import(`data:text/javascript,${encodeURIComponent(text)}`);
