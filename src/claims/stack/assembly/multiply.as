/**
 * C = A B for row-major float32 matrices whose rows are padded: A has n rows (a multiple of 4) of p numbers, B has p rows of q
 * (a multiple of 8), C n rows of q. Each element is one sum in the order of k, with a rounding after each product and each
 * addition: the same bits as the plain loop.
 */
export function multiply(a: usize, b: usize, c: usize, n: i32, p: i32, q: i32): void {
  const rowA: usize = <usize>p << 2;
  const rowB: usize = <usize>q << 2;
  for (let i = 0; i < n; i += 4) {
    for (let j = 0; j < q; j += 8) {
      let c00 = f32x4.splat(0);
      let c01 = c00;
      let c10 = c00;
      let c11 = c00;
      let c20 = c00;
      let c21 = c00;
      let c30 = c00;
      let c31 = c00;
      let atA: usize = a + <usize>i * rowA;
      let atB: usize = b + (<usize>j << 2);
      const endA = atA + rowA;
      while (atA < endA) {
        const b0 = v128.load(atB);
        const b1 = v128.load(atB, 16);
        const a0 = v128.load32_splat(atA);
        c00 = f32x4.add(c00, f32x4.mul(a0, b0));
        c01 = f32x4.add(c01, f32x4.mul(a0, b1));
        const a1 = v128.load32_splat(atA + rowA);
        c10 = f32x4.add(c10, f32x4.mul(a1, b0));
        c11 = f32x4.add(c11, f32x4.mul(a1, b1));
        const a2 = v128.load32_splat(atA + 2 * rowA);
        c20 = f32x4.add(c20, f32x4.mul(a2, b0));
        c21 = f32x4.add(c21, f32x4.mul(a2, b1));
        const a3 = v128.load32_splat(atA + 3 * rowA);
        c30 = f32x4.add(c30, f32x4.mul(a3, b0));
        c31 = f32x4.add(c31, f32x4.mul(a3, b1));
        atA += 4;
        atB += rowB;
      }
      const atC = c + <usize>i * rowB + (<usize>j << 2);
      v128.store(atC, c00);
      v128.store(atC, c01, 16);
      v128.store(atC + rowB, c10);
      v128.store(atC + rowB, c11, 16);
      v128.store(atC + 2 * rowB, c20);
      v128.store(atC + 2 * rowB, c21, 16);
      v128.store(atC + 3 * rowB, c30);
      v128.store(atC + 3 * rowB, c31, 16);
    }
  }
}
