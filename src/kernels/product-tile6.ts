/**
 * The 6×8 register tile of product.ts: sums over `depth` of one element of A, spread over four lanes, times a row of B.
 * `a` is the first of 6 rows in A's first panel, `b` one panel of B, `c` 6 rows of one panel of C.
 */
import { madd } from './multiply-add';
import { PANEL, ROW_BYTES } from './panel';

export function productTile6(
  a: usize,
  aPanelBytes: i32,
  b: usize,
  depth: i32,
  c: usize,
  start: usize,
  startRowBytes: i32,
): void {
  let c0l = v128.load(start);
  let c0h = v128.load(start, 16);
  start += startRowBytes;
  let c1l = v128.load(start);
  let c1h = v128.load(start, 16);
  start += startRowBytes;
  let c2l = v128.load(start);
  let c2h = v128.load(start, 16);
  start += startRowBytes;
  let c3l = v128.load(start);
  let c3h = v128.load(start, 16);
  start += startRowBytes;
  let c4l = v128.load(start);
  let c4h = v128.load(start, 16);
  start += startRowBytes;
  let c5l = v128.load(start);
  let c5h = v128.load(start, 16);
  while (depth > 0) {
    const end = a + (min(depth, PANEL) << 2);
    for (let p = a; p < end; p += 4) {
      const bl = v128.load(b);
      const bh = v128.load(b, 16);
      let x = v128.load32_splat(p);
      c0l = madd(x, bl, c0l);
      c0h = madd(x, bh, c0h);
      x = v128.load32_splat(p, 32);
      c1l = madd(x, bl, c1l);
      c1h = madd(x, bh, c1h);
      x = v128.load32_splat(p, 64);
      c2l = madd(x, bl, c2l);
      c2h = madd(x, bh, c2h);
      x = v128.load32_splat(p, 96);
      c3l = madd(x, bl, c3l);
      c3h = madd(x, bh, c3h);
      x = v128.load32_splat(p, 128);
      c4l = madd(x, bl, c4l);
      c4h = madd(x, bh, c4h);
      x = v128.load32_splat(p, 160);
      c5l = madd(x, bl, c5l);
      c5h = madd(x, bh, c5h);
      b += ROW_BYTES;
    }
    a += aPanelBytes;
    depth -= PANEL;
  }
  v128.store(c, c0l, 0);
  v128.store(c, c0h, 16);
  v128.store(c, c1l, 32);
  v128.store(c, c1h, 48);
  v128.store(c, c2l, 64);
  v128.store(c, c2h, 80);
  v128.store(c, c3l, 96);
  v128.store(c, c3h, 112);
  v128.store(c, c4l, 128);
  v128.store(c, c4h, 144);
  v128.store(c, c5l, 160);
  v128.store(c, c5h, 176);
}
