/** The sizes of a shape, before the place of the channel axis is chosen. */
export interface Sizes {
  readonly channels: number;
  readonly others: readonly number[];
}

export interface SizeLimits {
  readonly maxElements: number;
  readonly minElementsPerChannel: number;
  readonly minChannels: number;
}

/** Those sizes if they keep the limits, else the nearest that do: the largest axes give way first. */
export function fitSizes(sizes: Sizes, limits: SizeLimits): Sizes {
  const channels = Math.max(sizes.channels, limits.minChannels);
  const others = grow(sizes.others, limits.minElementsPerChannel);
  if (channels * product(others) <= limits.maxElements) {
    return { channels, others };
  }
  const room = Math.max(limits.minElementsPerChannel, Math.floor(limits.maxElements / channels));
  const fitted = shrink(others, room, limits.minElementsPerChannel);
  return { channels: Math.min(channels, Math.floor(limits.maxElements / product(fitted))), others: fitted };
}

/** Makes the last axis long enough for `least` elements. */
function grow(others: readonly number[], least: number): readonly number[] {
  if (product(others) >= least) {
    return others;
  }
  const rest = product(others.slice(0, -1));
  return others.with(-1, Math.ceil(least / rest));
}

/** Makes the product at most `most`, and still at least `least` (which is at most `most`). */
function shrink(others: readonly number[], most: number, least: number): readonly number[] {
  let fitted = others;
  while (product(fitted) > most) {
    const largest = Math.max(...fitted);
    const rest = product(fitted) / largest;
    const size = Math.max(1, Math.floor(most / rest));
    fitted = fitted.with(fitted.indexOf(largest), size);
  }
  return product(fitted) >= least ? fitted : others.map((_, axis) => (axis === 0 ? least : 1));
}

function product(sizes: readonly number[]): number {
  return sizes.reduce((a, b) => a * b, 1);
}
