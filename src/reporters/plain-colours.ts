import pc from 'picocolors';

/** Ways to colour text; each gives the text back unchanged where colours are off. */
export type Colours = ReturnType<typeof pc.createColors>;

/** Colours for a stream that shows none: a file, a pipe. */
export const plainColours: Colours = pc.createColors(false);
