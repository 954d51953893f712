import { InvalidArgumentError } from 'commander';

/** One of several parts of a run, counted from 1. */
export interface Shard {
  readonly index: number;
  readonly count: number;
}

/** The shard in `i/n`. Throws a sentence where it is none. */
export function parseShard(text: string): Shard {
  const [, index, count] = /^(\d{1,4})\/(\d{1,4})$/.exec(text) ?? [];
  const shard = { index: Number(index), count: Number(count) };
  if (!(shard.index >= 1 && shard.index <= shard.count)) {
    throw new InvalidArgumentError('It is i/n, with i from 1 to n, such as 2/4.');
  }
  return shard;
}

/** The part of a list that is the shard's: every n-th, so that what is alike and dear spreads over the shards. */
export function shardOf<T>(list: readonly T[], { index, count }: Shard): readonly T[] {
  return list.filter((_, k) => k % count === index - 1);
}
