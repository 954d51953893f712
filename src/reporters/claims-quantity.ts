import type { Condition } from '../claims/claim.ts';

/** A number of a condition as people read it: logarithms of quotients as factors, all in three digits. */
export function quantityText({ quantity }: Pick<Condition, 'quantity'>, value: number): string {
  const base = /^log(\d+) of the quotient/.exec(quantity)?.[1];
  if (base === undefined) return signed(short(value));
  const factor = Number(base) ** value;
  if (factor === 0) return '× 0';
  return factor === Number.POSITIVE_INFINITY ? '× ∞' : `× ${short(factor)}`;
}

/** What the number is: without the logarithm, since the factor is shown. */
export function quantityName({ quantity }: Pick<Condition, 'quantity'>): string {
  return quantity.replace(/^log\d+ of the /, '');
}

function short(value: number): string {
  if (value === Number.POSITIVE_INFINITY) return '∞';
  if (value === Number.NEGATIVE_INFINITY) return '−∞';
  return String(Number(value.toPrecision(3)));
}

function signed(text: string): string {
  return text.replace(/^-/, '−');
}
