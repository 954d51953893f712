import * as record from './channel-record.ts';
import { fused } from './lanes.ts';

/** (x - mean) scale + offset of one vector, the mean's low part being in the offset. */
@inline function normalized(x: v128, mean: v128, scale: v128, offset: v128): v128 {
  return fused(f32x4.sub(x, mean), scale, offset);
}

/** Writes the output of `streams` runs, as ../README.md derives it. y may be x. */
export function sweepApply(x: usize, y: usize, stride: usize, streams: usize, length: usize, at: usize): void {
  const mean = v128.load32_splat(at, record.MEAN32);
  const scale = v128.load32_splat(at, record.SCALE32);
  const offset = v128.load32_splat(at, record.OFFSET32);
  const toOutput = y - x;
  const end = x + ((length >> 5) << 7);
  let position = x;
  for (; position < end; position += 128) {
    let p = position;
    for (let s: usize = 0; s < streams; s++, p += stride) {
      const q = p + toOutput;
      v128.store(q, normalized(v128.load(p), mean, scale, offset));
      v128.store(q, normalized(v128.load(p, 16), mean, scale, offset), 16);
      v128.store(q, normalized(v128.load(p, 32), mean, scale, offset), 32);
      v128.store(q, normalized(v128.load(p, 48), mean, scale, offset), 48);
      v128.store(q, normalized(v128.load(p, 64), mean, scale, offset), 64);
      v128.store(q, normalized(v128.load(p, 80), mean, scale, offset), 80);
      v128.store(q, normalized(v128.load(p, 96), mean, scale, offset), 96);
      v128.store(q, normalized(v128.load(p, 112), mean, scale, offset), 112);
    }
  }
  const rest = length & 31;
  if (rest == 0) return;
  for (let s: usize = 0, p = position; s < streams; s++, p += stride) {
    const stop = p + (rest << 2);
    let q = p;
    for (; q + 16 <= stop; q += 16) v128.store(q + toOutput, normalized(v128.load(q), mean, scale, offset));
    for (; q < stop; q += 4) {
      v128.store32_lane(q + toOutput, normalized(v128.load32_zero(q), mean, scale, offset), 0);
    }
  }
}

/** Writes the output of `streams` runs in float64, each number rounded once. y may be x. */
export function sweepApply64(x: usize, y: usize, stride: usize, streams: usize, length: usize, at: usize): void {
  const mean = load<f64>(at, record.MEAN);
  const scale = load<f64>(at, record.SCALE);
  const offset = load<f64>(at, record.OFFSET);
  for (let s: usize = 0, p = x, q = y; s < streams; s++, p += stride, q += stride) {
    for (let i: usize = 0; i < length << 2; i += 4) {
      store<f32>(q + i, <f32>((<f64>load<f32>(p + i) - mean) * scale + offset));
    }
  }
}
