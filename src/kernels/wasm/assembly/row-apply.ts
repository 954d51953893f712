/**
 * The channels-last output of the forward operations. Rows `stride` bytes apart advance together, a line of the cache at a time, so that
 * the parameters of its columns are loaded once for eight lines.
 */
import { fused } from './lanes.ts';
import { PARAMETERS } from './row-tables.ts';

/** (x - mean) scale + offset of one vector, the mean's low part being in the offset. */
@inline function normalized(x: v128, mean: v128, scale: v128, offset: v128): v128 {
  return fused(f32x4.sub(x, mean), scale, offset);
}

/** Writes the output; `streams` rows are `stride` bytes apart. */
export function rowApply(
  x: usize,
  toOutput: usize,
  stride: usize,
  streams: usize,
  rows: usize,
  bytes: usize,
  table: usize,
): void {
  const lines = bytes & ~63;
  for (let r: usize = 0; r < rows; r++, x += bytes) {
    let t = table;
    let p = x;
    for (const stop = x + lines; p < stop; p += 64, t += 4 * PARAMETERS) {
      const meanA = v128.load(t);
      const scaleA = v128.load(t, 16);
      const offsetA = v128.load(t, 32);
      const meanB = v128.load(t, 64);
      const scaleB = v128.load(t, 80);
      const offsetB = v128.load(t, 96);
      const meanC = v128.load(t, 128);
      const scaleC = v128.load(t, 144);
      const offsetC = v128.load(t, 160);
      const meanD = v128.load(t, 192);
      const scaleD = v128.load(t, 208);
      const offsetD = v128.load(t, 224);
      let q = p;
      // Two in a turn: the engine looks at the stack in every turn of a loop.
      for (let k = streams; k > 1; k -= 2) {
        let y = q + toOutput;
        v128.store(y, normalized(v128.load(q), meanA, scaleA, offsetA));
        v128.store(y, normalized(v128.load(q, 16), meanB, scaleB, offsetB), 16);
        v128.store(y, normalized(v128.load(q, 32), meanC, scaleC, offsetC), 32);
        v128.store(y, normalized(v128.load(q, 48), meanD, scaleD, offsetD), 48);
        q += stride;
        y = q + toOutput;
        v128.store(y, normalized(v128.load(q), meanA, scaleA, offsetA));
        v128.store(y, normalized(v128.load(q, 16), meanB, scaleB, offsetB), 16);
        v128.store(y, normalized(v128.load(q, 32), meanC, scaleC, offsetC), 32);
        v128.store(y, normalized(v128.load(q, 48), meanD, scaleD, offsetD), 48);
        q += stride;
      }
      if (streams & 1) {
        const y = q + toOutput;
        v128.store(y, normalized(v128.load(q), meanA, scaleA, offsetA));
        v128.store(y, normalized(v128.load(q, 16), meanB, scaleB, offsetB), 16);
        v128.store(y, normalized(v128.load(q, 32), meanC, scaleC, offsetC), 32);
        v128.store(y, normalized(v128.load(q, 48), meanD, scaleD, offsetD), 48);
      }
    }
    for (const stop = x + bytes; p < stop; p += 16, t += PARAMETERS) {
      const mean = v128.load(t);
      const scale = v128.load(t, 16);
      const offset = v128.load(t, 32);
      for (let k: usize = 0, q = p; k < streams; k++, q += stride) {
        v128.store(q + toOutput, normalized(v128.load(q), mean, scale, offset));
      }
    }
  }
}
