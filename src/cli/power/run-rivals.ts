import type { Variant } from '../../../reference/variants/skeleton/define-variant.ts';
import { type RivalSummary, summarizeRival } from '../../harness/rival-summary.ts';
import { benchdnnRival } from './rivals/benchdnn.ts';
import { kerasRival } from './rivals/keras.ts';
import { onnxRival } from './rivals/onnx.ts';
import type { Rival } from './rivals/rival.ts';
import { webnnRival } from './rivals/webnn.ts';

export const rivals: readonly Rival[] = [webnnRival, onnxRival, kerasRival, benchdnnRival];

/** Puts each variant before the replica of each other suite. */
export function runRivals(variants: readonly Variant[]): readonly RivalSummary[] {
  return rivals.map((rival) =>
    summarizeRival(
      rival,
      variants.map(({ id, kind, make }) => ({ id, kind, rejection: rival.rejection(make()) })),
    ),
  );
}
