import type { Case } from '../../spec/contract.ts';
import { drawGradient } from './fill-channels.ts';
import { parseChannels, parseNumbers } from './parse-numbers.ts';

/** What the controls of the playground hold. */
export interface Settings {
  /** One channel a line. */
  readonly input: string;
  /** One number for each channel, one for all, or nothing: absent. */
  readonly gamma: string;
  readonly beta: string;
  readonly runningMean: string;
  readonly runningVariance: string;
  readonly epsilon: number;
  readonly exponentialAverageFactor: number;
  /** Seeds the gradOutput. */
  readonly seed: number;
}

export type Built = { readonly case: Case } | { readonly problem: string };

/** The case that the settings describe, of shape [m, channels]; else a sentence with what is wrong. */
export function buildCase(settings: Settings): Built {
  const parsed = parseChannels(settings.input);
  if ('problem' in parsed) return { problem: `Input: ${parsed.problem}.` };
  const { channels } = parsed;
  const count = channels.length;
  const m = channels[0]!.length;
  const vectors: Record<string, Float32Array | null> = {};
  for (const name of ['gamma', 'beta', 'runningMean', 'runningVariance'] as const) {
    const own = vectorOf(settings[name], count);
    if (typeof own === 'string') return { problem: `${name}: ${own}.` };
    vectors[name] = own;
  }
  const epsilon = Math.fround(settings.epsilon);
  const a = Math.fround(settings.exponentialAverageFactor);
  if (!(epsilon >= 0) || !Number.isFinite(epsilon)) {
    return { problem: `Epsilon is ${settings.epsilon}; it must be a finite number of at least 0.` };
  }
  if (!(a >= 0 && a <= 1)) {
    return {
      problem: `The weight of the new batch is ${settings.exponentialAverageFactor}; it must be from 0 to 1.`,
    };
  }
  const input = new Float32Array(m * count);
  channels.forEach((values, c) => {
    values.forEach((value, j) => {
      input[j * count + c] = value;
    });
  });
  return {
    case: {
      shape: [m, count],
      channelAxis: 1,
      input,
      gradOutput: drawGradient(input.length, settings.seed),
      gamma: vectors.gamma ?? null,
      beta: vectors.beta ?? null,
      runningMean: vectors.runningMean ?? new Float32Array(count),
      runningVariance: vectors.runningVariance ?? new Float32Array(count).fill(1),
      epsilon,
      exponentialAverageFactor: a,
      variation: settings.seed >>> 0,
    },
  };
}

/** One entry per channel, null where nothing was typed; else a sentence. */
function vectorOf(text: string, channels: number): Float32Array | null | string {
  const parsed = parseNumbers(text);
  if ('problem' in parsed) return parsed.problem;
  const { values } = parsed;
  if (values.length === 0) return null;
  if (values.length === 1) return new Float32Array(channels).fill(values[0]!);
  if (values.length === channels) return Float32Array.from(values);
  return `${values.length} numbers for ${channels} channels: give one for all, or one for each`;
}
