import * as fc from 'fast-check';

/** Any JSON value, small; with the keys and values among it that trip careless code. */
export const anyJson: fc.Arbitrary<unknown> = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.constantFrom(
    JSON.parse('{"__proto__":{"a":1}}'),
    { constructor: null, toString: 3, length: -1 },
    1e308,
    -1,
    2 ** 53,
    '../../../etc/passwd',
    'A'.repeat(1000),
    '\u0000\u202e\ud800',
    [[[[[[[[]]]]]]]],
    null,
  ),
);

/** A sound JSON value with one to three places replaced, left out, or with something added. */
export function mutatedJson(sound: unknown): fc.Arbitrary<unknown> {
  const change = fc.record({
    place: fc.nat(),
    kind: fc.constantFrom('replace', 'remove', 'add'),
    value: anyJson,
    key: fc.string(),
  });
  return fc.array(change, { minLength: 1, maxLength: 3 }).map((changes) => {
    const root = { value: structuredClone(sound) };
    for (const { place, kind, value, key } of changes) {
      const places = placesIn(root);
      const found = places[place % places.length];
      if (found === undefined) break;
      const [parent, name] = found;
      if (kind === 'replace') parent[name] = structuredClone(value);
      else if (kind === 'remove') delete parent[name];
      else if (typeof parent[name] === 'object' && parent[name] !== null)
        (parent[name] as Parent)[key] = structuredClone(value);
    }
    return root.value ?? null;
  });
}

type Parent = Record<string, unknown>;

/** Every field of a value, as the object that holds it and its name. */
function placesIn(value: object): readonly (readonly [Parent, string])[] {
  return Object.entries(value).flatMap(([name, part]: [string, unknown]) => [
    [value as Parent, name] as const,
    ...(typeof part === 'object' && part !== null ? placesIn(part) : []),
  ]);
}
