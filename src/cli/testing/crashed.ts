/** What a crash of our own says, where a clear sentence should stand. */
export const crashed =
  /is not a function|Cannot read prop|is not iterable|not defined|Invalid array length|call stack|\n +at /;
