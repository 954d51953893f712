import type { Case } from '../../spec/contract.ts';
import { type Layout, layoutOf, positionOf } from '../../spec/layout.ts';
import { roughText, valueText } from './number-text.ts';
import { clip } from './plain-text.ts';
import type { RelevantParts } from './relevant-parts.ts';

/** A line of a description: what it shows, and the text. */
export type Labelled = readonly [label: string, text: string];

const MOST_CHANNELS = 2;
const MOST_VALUES = 8;

/** A case in plain numbers, in at most twelve lines of `width` characters; large tensors are summarized. */
export function caseLines(given: Case, parts: RelevantParts, width: number): readonly Labelled[] {
  const layout = layoutOf(given.shape, given.channelAxis);
  const vector = (label: string, values: Float32Array | null): Labelled => [
    label,
    values === null ? 'absent' : listText(values),
  ];
  const lines: Labelled[] = [
    ['case', headline(given, layout)],
    ...tensorLines('input', given.input, layout),
    ...(parts.gradOutput ? tensorLines('gradOutput', given.gradOutput, layout) : []),
    vector('gamma', given.gamma),
    vector('beta', given.beta),
  ];
  if (parts.runningStatistics) {
    lines.push(vector('runningMean', given.runningMean), vector('runningVariance', given.runningVariance));
  }
  if (parts.exponentialAverageFactor) {
    lines.push([
      'new batch',
      `weighs ${valueText(given.exponentialAverageFactor, 'float32')} in the running statistics`,
    ]);
  }
  return lines.map(([label, text]) => [label, clip(text, width)]);
}

function headline(given: Case, { m }: Layout): string {
  const epsilon = valueText(given.epsilon, 'float32');
  return `shape [${given.shape.join(', ')}], channel axis ${given.channelAxis}, m = ${m}, epsilon ${epsilon}`;
}

/** One line per channel, the first few. */
function tensorLines(label: string, values: Float32Array, layout: Layout): readonly Labelled[] {
  const { channels, m } = layout;
  if (values.length === 0) return [[label, 'empty']];
  const shown = Array.from({ length: Math.min(channels, MOST_CHANNELS) }, (_, channel): Labelled => {
    const own = Float32Array.from(
      { length: m },
      (_, j) => values[positionOf(layout, channel, j)] ?? Number.NaN,
    );
    const name = channels === 1 ? '' : `channel ${channel}:  `;
    return [channel === 0 ? label : '', name + listText(own)];
  });
  return channels <= MOST_CHANNELS ? shown : [...shown, ['', `… ${channels - MOST_CHANNELS} more channels`]];
}

/** Numbers in the shortest form that reads back; the first few and the range of a long list. */
function listText(values: Float32Array): string {
  const first = [...values.subarray(0, MOST_VALUES)].map((value) => valueText(value, 'float32')).join('  ');
  if (values.length <= MOST_VALUES) return first === '' ? 'empty' : first;
  const some = [...values.subarray(0, 4)].map((value) => valueText(value, 'float32')).join('  ');
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return `${some}  … ${values.length} in all, from ${roughText(low)} to ${roughText(high)}`;
}
