/**
 * A module whose imported memory has a maximum, as one whose memory is shared.
 *
 * After the name of the memory and the kind 2 (memory) stands 1 for "has a maximum", or 3 for that and "is shared". Nothing else in the
 * module depends on it.
 */
export function withSharedMemory(bytes: Uint8Array): Uint8Array {
  const name = [6, ...Array.from('memory', (letter) => letter.charCodeAt(0)), 2, 1];
  const at = bytes.findIndex((_, start) => name.every((byte, k) => bytes[start + k] === byte));
  const shared = bytes.slice();
  shared[at + name.length - 1] = 3;
  return shared;
}
