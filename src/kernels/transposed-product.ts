/**
 * C = S + Aᵀ·B, the product of the weight gradients: A [rows, depth], B [rows, columns], C [depth, columns], all in
 * panels. One register tile is 4×8 sums over a block of rows; a block is what the first cache keeps while every tile
 * passes over it, and the first block starts from zero or from C.
 */
import { madd } from './multiply-add';
import { ROW_BYTES, ZEROS, columnAt, panelsOf } from './panel';

/** Rows passed over at once: 128 rows of a panel are 4 KiB. */
const BLOCK_ROWS: i32 = 128;

/** C has room for `depth` rounded up to 8 rows. `adds` says whether to add to C or to replace it. */
export function transposedProduct(
  a: usize,
  aPanelBytes: i32,
  depth: i32,
  b: usize,
  bPanelBytes: i32,
  columns: i32,
  rows: i32,
  c: usize,
  cPanelBytes: i32,
  adds: bool,
): void {
  for (let row = 0; row < rows; row += BLOCK_ROWS) {
    const blockRows = min(BLOCK_ROWS, rows - row);
    const offset = row * ROW_BYTES;
    block(a + offset, aPanelBytes, depth, b + offset, bPanelBytes, panelsOf(columns), blockRows, c, cPanelBytes, adds);
    adds = true;
  }
}

function block(
  a: usize,
  aPanelBytes: i32,
  depth: i32,
  b: usize,
  bPanelBytes: i32,
  panels: i32,
  rows: i32,
  c: usize,
  cPanelBytes: i32,
  adds: bool,
): void {
  for (let panel = 0; panel < panels; panel++) {
    let tile = c;
    for (let i = 0; i < depth; i += 4) {
      transposedTile(columnAt(a, aPanelBytes, i), b, rows, tile, adds ? tile : ZEROS, adds ? ROW_BYTES : 0);
      tile += 4 * ROW_BYTES;
    }
    b += bPanelBytes;
    c += cPanelBytes;
  }
}

/** Four columns of A's panel against one panel of B. */
function transposedTile(a: usize, b: usize, rows: i32, c: usize, start: usize, startRowBytes: i32): void {
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
  for (const end = a + rows * ROW_BYTES; a < end; a += ROW_BYTES) {
    const bl = v128.load(b);
    const bh = v128.load(b, 16);
    let x = v128.load32_splat(a);
    c0l = madd(x, bl, c0l);
    c0h = madd(x, bh, c0h);
    x = v128.load32_splat(a, 4);
    c1l = madd(x, bl, c1l);
    c1h = madd(x, bh, c1h);
    x = v128.load32_splat(a, 8);
    c2l = madd(x, bl, c2l);
    c2h = madd(x, bh, c2h);
    x = v128.load32_splat(a, 12);
    c3l = madd(x, bl, c3l);
    c3h = madd(x, bh, c3h);
    b += ROW_BYTES;
  }
  v128.store(c, c0l);
  v128.store(c, c0h, 16);
  v128.store(c, c1l, 32);
  v128.store(c, c1h, 48);
  v128.store(c, c2l, 64);
  v128.store(c, c2h, 80);
  v128.store(c, c3l, 96);
  v128.store(c, c3h, 112);
}
