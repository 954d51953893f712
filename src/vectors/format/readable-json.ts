/**
 * JSON that people can read: objects are indented, and what fits a line of a hundred characters, or holds nothing but numbers and
 * words, stands on one.
 */
export function readableJson(value: unknown, indent = ''): string {
  const flat = JSON.stringify(value);
  const isLeaf = typeof value !== 'object' || value === null;
  if (isLeaf || isRow(value) || flat.length + indent.length <= 100) return spaced(value);
  const deeper = `${indent} `;
  if (Array.isArray(value)) {
    const items = value.map((item) => `${deeper}${readableJson(item, deeper)}`);
    return `[\n${items.join(',\n')}\n${indent}]`;
  }
  const fields = Object.entries(value).map(
    ([key, item]) => `${deeper}${JSON.stringify(key)}: ${readableJson(item, deeper)}`,
  );
  return `{\n${fields.join(',\n')}\n${indent}}`;
}

/** A list of numbers and words. */
function isRow(value: unknown): boolean {
  return Array.isArray(value) && value.every((item) => typeof item !== 'object' || item === null);
}

/** On one line, with a blank after each comma and colon. */
function spaced(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(spaced).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const fields = Object.entries(value).map(([key, item]) => `${JSON.stringify(key)}: ${spaced(item)}`);
  return fields.length === 0 ? '{}' : `{ ${fields.join(', ')} }`;
}
