import { sameBits } from '../../spec/compare.ts';
import type { Request, Result, Subject, Values } from '../../spec/contract.ts';
import { contractBreach } from '../../spec/result-contract.ts';
import { callSubject } from '../harness/call-subject.ts';
import { faultOf } from '../harness/subject-fault.ts';
import type { Observation } from './observation.ts';
import type { Probe } from './probe.ts';

export interface ObserveOptions {
  readonly way: string | null;
  readonly timeoutMs: number;
}

interface Seen {
  readonly answer: string;
  readonly given: readonly Named[];
  /** The same, copied when it came. */
  readonly copies: ReadonlyMap<string, Values>;
  readonly memory: readonly string[];
  readonly bits: string;
}

type Named = readonly [name: string, values: Values];

/** Makes the calls of a probe on a subject, one after another, and writes down what can be noticed. */
export async function observe(
  subject: Subject,
  { calls }: Probe,
  { way, timeoutMs }: ObserveOptions,
): Promise<readonly Observation[]> {
  const seen: Seen[] = [];
  const earlier: Values[] = [];
  let before: Request | null = null;
  for (const call of calls) {
    const request = call.request(subject, way, before);
    before = request;
    const args = arraysIn(request).map(([name, values]) => ({ name, values, copy: values.slice() }));
    const { answer, result } = await answerOf(subject, request, timeoutMs, call.bounds !== null);
    const given = arraysIn(result);
    const written = args.filter(({ values, copy }) => !sameBits(values, copy)).map(({ name }) => name);
    const places: readonly Place[] = [
      ...args.map(({ name, values }) => ({ name, values })),
      ...earlier.map((values) => ({ name: 'an earlier result', values })),
    ];
    const shared = sharing(given, places);
    earlier.push(...given.map(([, values]) => values));
    const memory = [...written.map((name) => `writes to ${name}`), ...shared];
    const copies = new Map(given.map(([name, values]) => [name, values.slice()]));
    const bits = call.repeats === true ? repeated(seen.at(-1)?.copies, copies) : '';
    seen.push({ answer, given, copies, memory, bits });
  }
  return seen.map(({ answer, given, copies, memory, bits }) => {
    const later = given.filter(([name, values]) => !sameBits(values, copies.get(name)!));
    const overwritten = later.map(([name]) => `${name} is overwritten by a later call`);
    return { answer, values: copies, memory: [...memory, ...overwritten].join('; '), bits };
  });
}

async function answerOf(
  subject: Subject,
  request: Request,
  timeoutMs: number,
  judged: boolean,
): Promise<{ readonly answer: string; readonly result: Result | null }> {
  try {
    const result = await callSubject(subject, request, timeoutMs);
    const breach = judged ? contractBreach(request, result, subject.dtype) : null;
    return { answer: breach ?? 'given', result: breach === null ? result : null };
  } catch (error) {
    const fault = faultOf(error);
    if (fault === null) throw error;
    const answers = {
      errored: 'refused',
      skipped: 'skipped',
      vacuous: 'skipped',
      timedOut: 'lost',
      broken: 'lost',
    } as const;
    return { answer: answers[fault], result: null };
  }
}

/** Every array of a request or a result, with its name: `output`, or `output@3` for that of the third step, counted from 0. */
function arraysIn(value: unknown, at = ''): readonly Named[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, part]: [string, unknown]): readonly Named[] => {
    if (isValues(part)) return [[`${name}${at}`, part]];
    if (Array.isArray(part) && name === 'steps') return part.flatMap((step, k) => arraysIn(step, `@${k}`));
    const data = typeof part === 'object' && part !== null && 'data' in part ? part.data : null;
    return isValues(data) ? [[`${name}${at}`, data]] : [];
  });
}

function isValues(value: unknown): value is Values {
  return value instanceof Float32Array || value instanceof Float64Array;
}

interface Place {
  readonly name: string;
  readonly values: Values;
}

/** What of a result lies in memory that is not its own alone, a sentence each. */
function sharing(given: readonly Named[], places: readonly Place[]): readonly string[] {
  const owners = new Map<ArrayBufferLike, Place[]>();
  const own = (place: Place) => {
    const { buffer } = place.values;
    owners.set(buffer, [...(owners.get(buffer) ?? []), place]);
  };
  for (const place of places) own(place);
  return given.flatMap(([name, values]) => {
    const sharers = owners.get(values.buffer)?.filter((place) => overlap(values, place.values)) ?? [];
    own({ name, values });
    return [...new Set(sharers.map((place) => `${name} is the memory of ${place.name}`))];
  });
}

function overlap(a: Values, b: Values): boolean {
  if (a.length === 0 || b.length === 0) return false;
  return a.byteOffset < b.byteOffset + b.byteLength && b.byteOffset < a.byteOffset + a.byteLength;
}

function repeated(before: ReadonlyMap<string, Values> | undefined, now: ReadonlyMap<string, Values>): string {
  const same = [...now].every(([name, values]) => {
    const old = before?.get(name);
    return old === undefined || sameBits(values, old);
  });
  return same ? 'same' : 'other';
}
