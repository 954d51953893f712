/** The name of the file that keeps the worst case of a quantity: batch-mean.json for batchMean. */
export function fileNameOf(quantity: string): string {
  return `${quantity.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}.json`;
}
