/** Starts a task for each item, at most `limit` at a time; gives their results in the order of the items. */
export async function runPool<Item, Result>(
  items: readonly Item[],
  limit: number,
  task: (item: Item) => Promise<Result>,
): Promise<readonly Result[]> {
  const results = new Array<Result>(items.length);
  let next = 0;
  const takeTurns = async () => {
    while (next < items.length) {
      const at = next;
      next += 1;
      results[at] = await task(items[at]!);
    }
  };
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, takeTurns));
  return results;
}
