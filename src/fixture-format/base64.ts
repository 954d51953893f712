/** Base64 (RFC 4648, section 4, with padding) by what Node and browsers both have. */

/** Arguments of one call, which engines limit. */
const AT_ONCE = 8192;

/** The text of some bytes. */
export function base64Of(bytes: Uint8Array): string {
  let binary = '';
  for (let start = 0; start < bytes.length; start += AT_ONCE) {
    binary += String.fromCharCode(...bytes.subarray(start, start + AT_ONCE));
  }
  return btoa(binary);
}

/** The bytes of a text. Throws where it is not base64, but takes blanks and wrong padding: ask `isCanonicalBase64` before. */
export function bytesOfBase64(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let k = 0; k < bytes.length; k++) bytes[k] = binary.charCodeAt(k);
  return bytes;
}

/** Whether a text is what its own bytes give: one text for each sequence of bytes. */
export function isCanonicalBase64(text: string): boolean {
  try {
    return btoa(atob(text)) === text;
  } catch {
    return false;
  }
}
