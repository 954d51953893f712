import type { z } from 'zod';
import { parseNamed } from '../../fixture-format/parse-named.ts';
import type { Request, Result } from '../../../spec/contract.ts';
import { float32OfBits } from '../format/bits.ts';
import { type JsonNumber, numberOf } from '../format/json-number.ts';
import { decodeRequest } from '../format/json-request.ts';
import { callSchemas } from '../format/vector-schema.ts';
import { quantities } from '../vector.ts';
import { answerSchema, type Shown, type ShownFields } from './answer-schema.ts';

/** What a program said to one vector. */
export interface Answer {
  readonly id: string;
  /** Where it stands, for messages. */
  readonly place: string;
  readonly result?: Result;
  readonly refused?: string;
  readonly skipped?: string;
  /** The call that was answered, where the program passed it on. */
  readonly request?: Request;
  /** What the call was made for, where the program passed it on. */
  readonly requirement?: string;
}

/**
 * The answers in the text of a results file: one JSON object a line, or a JSON list of them. Empty lines and a byte order mark are passed over.
 *
 * @throws Error of one line that names the file, the place in it and the rule.
 */
export function parseAnswers(given: string, file: string): readonly Answer[] {
  const text = given.replace(/^\ufeff/, '');
  if (text.trimStart().startsWith('[')) {
    const list = parseJson(text, file);
    return (list as readonly unknown[]).map((one, k) => answerOf(one, `${file}, answer ${k + 1}`));
  }
  return text.split('\n').flatMap((line, k) => {
    const place = `${file}, line ${k + 1}`;
    return line.trim() === '' ? [] : [answerOf(parseJson(line, place), place)];
  });
}

function parseJson(text: string, place: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    const start = JSON.stringify(text.trim().slice(0, 60));
    throw new Error(`${place}: this is no JSON: ${start}. Write one JSON object a line, NaN as "NaN"`);
  }
}

/** One answer. */
export function answerOf(json: unknown, place: string): Answer {
  const { id, result, refused, skipped, ...others } = parseNamed(answerSchema, place, json);
  const request = requestIn(others, place);
  return {
    id,
    place,
    ...(result === undefined ? {} : { result: decodeResult(result) }),
    ...(refused === undefined ? {} : { refused }),
    ...(skipped === undefined ? {} : { skipped }),
    ...(request === null ? {} : { request }),
    ...(typeof others.requirement === 'string' ? { requirement: others.requirement } : {}),
  };
}

/** The call that was passed on with the answer; null where there is none. */
function requestIn(others: Readonly<Record<string, unknown>>, place: string): Request | null {
  const { operation } = others;
  if (others.arguments === undefined || typeof operation !== 'string' || !(operation in callSchemas))
    return null;
  const schema: z.ZodType = callSchemas[operation as keyof typeof callSchemas];
  const given = parseNamed(schema, `${place}.arguments`, others.arguments);
  return decodeRequest({ operation, arguments: given } as Parameters<typeof decodeRequest>[0]);
}

function decodeResult(result: object): Result {
  if ('steps' in result)
    return { steps: (result.steps as readonly ShownFields[]).map(decodeFields) } as Result;
  return decodeFields(result as ShownFields) as Result;
}

function decodeFields(fields: ShownFields): object {
  const entries = Object.entries(fields).flatMap(([name, shown]) =>
    names.has(name) && shown !== null && shown !== undefined ? [[name, valuesOf(shown as Shown)]] : [],
  );
  return Object.fromEntries(entries);
}

/** What a program may show; the running variance has one name, whatever its correction. */
const names: ReadonlySet<string> = new Set(quantities.filter((name) => name !== 'runningVarianceCorrected'));

/** The float32 numbers, with the shape where one is told. Decimals are rounded to float32. */
function valuesOf(shown: Shown): Float32Array | { shape: readonly number[]; data: Float32Array } {
  if (Array.isArray(shown)) return Float32Array.from(shown, numberOf);
  const data = dataOf(shown);
  const { shape } = shown;
  return shape === undefined ? data : { shape, data };
}

function dataOf(shown: Exclude<Shown, readonly unknown[]>): Float32Array {
  if ('bits' in shown)
    return float32OfBits((shown.bits as string).trim().toLowerCase().split(/\s+/).join(' '));
  if ('values' in shown) return Float32Array.from(shown.values as JsonNumber[], numberOf);
  const { dtype, data } = shown as { readonly dtype: string; readonly data: string };
  const bytes = Buffer.from(data, 'base64');
  const size = dtype === 'float32' ? 4 : 8;
  return Float32Array.from({ length: Math.floor(bytes.length / size) }, (_, k) =>
    size === 4 ? bytes.readFloatLE(k * size) : bytes.readDoubleLE(k * size),
  );
}
