/** The way that a request asks for, or the first; throws an Error for one that the subject does not have. */
export function chosenWay<Way extends string>(
  ways: readonly [Way, ...Way[]],
  asked: string | undefined,
): Way {
  const way = asked === undefined ? ways[0] : ways.find((name) => name === asked);
  if (way === undefined) {
    throw new Error(`no way "${asked}": there are ${ways.map((name) => `"${name}"`).join(', ')}`);
  }
  return way;
}
