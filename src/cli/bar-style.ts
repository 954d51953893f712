/** How every progress bar looks and behaves; `gracefulExit` is off, since interrupts are handled elsewhere. */
export const barStyle = {
  barCompleteChar: '█',
  barIncompleteChar: '░',
  clearOnComplete: true,
  gracefulExit: false,
  // Cuts long lines, and leaves the settings of the terminal alone, so that none is left behind.
  linewrap: true,
} as const;
