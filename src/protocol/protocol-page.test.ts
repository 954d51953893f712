import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Request } from '../../spec/contract.ts';
import { encodeRequest } from './encode-request.ts';
import { runMessage, startMessage, stopMessage } from './messages.ts';
import { protocolSchemaFiles } from './protocol-schemas.ts';
import { decodeRunReply } from './run-reply.ts';
import { decodeStartReply } from './start-reply.ts';
import { arbitraryRequest } from './testing/arbitrary-request.ts';

const pathOf = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const page = readFileSync(pathOf('spec/protocol.md'), 'utf8');
const exchanges = Array.from(page.matchAll(/^```json\n([\s\S]*?)^```$/gm), ([, text]) =>
  text!.trimEnd().split('\n'),
);

describe('every example on the page of the protocol is a sound message', () => {
  const lines = exchanges.flat();

  test.each(lines)('%s', (line) => {
    const message = JSON.parse(line);
    switch (message.cmd) {
      case 'start':
        return expect(startMessage.parse(message)).toEqual(message);
      case 'stop':
        return expect(stopMessage.parse(message)).toEqual(message);
      case 'run':
        return expect(runMessage.parse(message)).toEqual(message);
      default:
        return 'protocol' in message
          ? expect(decodeStartReply(line).ignored).toEqual([])
          : expectSoundReply(line, message.seq);
    }
  });

  function expectSoundReply(line: string, seq: number): void {
    const request = lines
      .map((one) => JSON.parse(one))
      .find(({ cmd, seq: sent }) => cmd === 'run' && sent === seq);
    const asked = { ...request.case, operation: request.operation } as Request;
    const answer = () => decodeRunReply(line, asked, seq);
    if (line.includes('"error"')) expect(answer).toThrow(expect.objectContaining({ name: 'RefusalError' }));
    else expect(answer()).toHaveProperty('output');
  }
});

test('the exchange on the page is what the JavaScript template really answers', () => {
  const [exchange] = exchanges;
  const asked = exchange!.filter((line) => 'cmd' in JSON.parse(line));
  const template = pathOf('examples/adapters/javascript/adapter.mjs');
  const said = execFileSync(process.execPath, [template], {
    input: `${asked.join('\n')}\n`,
    encoding: 'utf8',
  });
  expect(said.trimEnd().split('\n')).toEqual(exchange!.filter((line) => !asked.includes(line)));
});

describe('the JSON schemas say of a line', () => {
  const [request, startReply, runReply] = Object.values(protocolSchemaFiles()).map((text) =>
    z.fromJSONSchema(JSON.parse(text)),
  );
  const kindsOf = (message: unknown) =>
    [request, startReply, runReply].map((schema) => schema!.safeParse(message).success);

  test.each(exchanges.flat())('%s', (line) => {
    const message = JSON.parse(line);
    expect(kindsOf(message)).toEqual([
      'cmd' in message,
      'protocol' in message && !('cmd' in message),
      'seq' in message && !('cmd' in message),
    ]);
  });

  test('that bncheck sends it', () => {
    fc.assert(
      fc.property(arbitraryRequest, fc.nat(), (asked, seq) => {
        const message = JSON.parse(JSON.stringify(encodeRequest(asked, seq)));
        expect(kindsOf(message)).toEqual([true, false, false]);
      }),
      { seed: 41, numRuns: 100 },
    );
  });

  test('that a subject refuses to start', () => {
    expect(kindsOf({ error: 'no GPU' })).toEqual([false, true, false]);
  });

  test('that it is no message', () => {
    const output = { dtype: 'float32', shape: [0], data: '' };
    expect(kindsOf({ seq: 1, result: { output }, later: 1 })).toEqual([false, false, true]);
    const wrong = [
      { seq: 1 },
      { seq: '1', result: { output } },
      { seq: 1, error: 5 },
      { seq: 1, error: 'no', result: { output } },
      { seq: 1, result: { output: { ...output, data: 'AACAPw==\n' } } },
      { seq: 1, result: { output, batchMean: 5 } },
      {
        seq: 1,
        result: {
          steps: [{ output: { ...output, dtype: 'half' }, runningMean: output, runningVariance: output }],
        },
      },
      { seq: 1, result: { steps: [{ gradInput: 5 }] } },
      { seq: 1, result: { steps: [{ runningMean: output }] } },
      { seq: 1, result: { steps: [7] } },
      { error: 5 },
      { protocol: 1, name: 'x', capabilities: [] },
      { protocol: 1, name: 'x', capabilities: ['inference'], dtype: 'half' },
      { cmd: 'stop', now: true },
      { cmd: 'run', seq: 1, operation: 'inference', case: {} },
    ];
    for (const message of wrong) expect(kindsOf(message)).toEqual([false, false, false]);
  });
});

test('every field of the schemas stands on the page', () => {
  const names = Object.values(protocolSchemaFiles()).flatMap((text) => fieldsIn(JSON.parse(text)));
  expect(names.length).toBeGreaterThan(30);
  for (const name of new Set(names)) expect(page).toContain(name);
});

function fieldsIn(schema: unknown): readonly string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const own = 'properties' in schema ? Object.keys(schema.properties as object) : [];
  return [...own, ...Object.values(schema).flatMap(fieldsIn)];
}

test('the committed JSON schemas are those that scripts/write-json-schemas.ts writes', () => {
  for (const [name, text] of Object.entries(protocolSchemaFiles()))
    expect(readFileSync(pathOf(`fixtures/schemas/${name}`), 'utf8'), name).toBe(text);
});
