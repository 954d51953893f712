import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Operation } from '../../../spec/contract.ts';
import { properties } from '../../../spec/properties.ts';
import { requirements } from '../../../spec/requirements.ts';
import { packageRoot } from '../../../src/fixture-format/package-root.ts';
import { markdownTable } from '../markdown-table.ts';

/** What each field of a request is, and what must hold of it. */
const fields: Readonly<Record<string, readonly [type: string, constraint: string]>> = {
  input: ['tensor', 'rank 2 or more; any values'],
  gradOutput: ['tensor', 'the shape of input'],
  gamma: ['vector or null', 'one entry per channel; null where there is none'],
  beta: ['vector or null', 'one entry per channel; null where there is none'],
  runningMean: ['vector', 'one entry per channel'],
  runningVariance: ['vector', 'one entry per channel'],
  epsilon: ['number', 'finite, not negative'],
  channelAxis: ['integer', 'at least 0, below the rank'],
  exponentialAverageFactor: ['number', 'from 0 to 1: the weight of the new batch'],
  steps: ['list', 'calls of one layer, in order'],
};

/** The inputs of an operation, as the schema of the protocol has them. @throws Error for a field that no text describes. */
export function inputsOf(operation: Operation): string {
  const rows = fieldsOf(operation).map((name) => {
    const described = fields[name];
    if (described === undefined) throw new Error(`no text describes the field ${name} of ${operation}`);
    return [`\`${name}\``, ...described];
  });
  return markdownTable([['input', 'type', 'constraint'], ...rows]);
}

function fieldsOf(operation: Operation): readonly string[] {
  const path = join(packageRoot(), 'fixtures/schemas/protocol-request.schema.json');
  const schema = JSON.parse(readFileSync(path, 'utf8')) as RequestSchema;
  const runs = schema.anyOf.flatMap(({ oneOf = [] }) => oneOf);
  const run = runs.find(({ properties: { operation: named } }) => named.const === operation);
  if (run === undefined) throw new Error(`the schema of the protocol has no operation ${operation}`);
  return run.properties.case.required;
}

interface RequestSchema {
  readonly anyOf: readonly { readonly oneOf?: readonly RunSchema[] }[];
}

interface RunSchema {
  readonly properties: {
    readonly operation: { readonly const: string };
    readonly case: { readonly required: readonly string[] };
  };
}

/** Every requirement, with its level, its place and the operations without which it is skipped. */
export function requirementIndex(): string {
  const rows = requirements.map(({ id, level, section }) => {
    const needs = properties.find(({ requirement }) => requirement === id)?.needs ?? [];
    return [`[${id}](${section})`, level, needs.length === 0 ? 'any' : needs.join(', ')];
  });
  return markdownTable([['requirement', 'level', 'needs'], ...rows]);
}
