/**
 * B = Aᵀ, both in panels and both with room for rows in multiples of eight: the copy of a weight that data gradients
 * are computed with, renewed after every step. Blocks of 4×4 are turned in registers.
 */
export function transpose(a: usize, aPanelBytes: i32, rowPanels: i32, columnPanels: i32, b: usize, bPanelBytes: i32): void {
  for (let column = 0; column < columnPanels; column++) {
    for (let row = 0; row < rowPanels; row++) {
      const from = a + column * aPanelBytes + row * 256;
      const to = b + row * bPanelBytes + column * 256;
      transpose4x4(from, to);
      transpose4x4(from + 16, to + 128);
      transpose4x4(from + 128, to + 16);
      transpose4x4(from + 144, to + 144);
    }
  }
}

// @ts-ignore: decorator
@inline
function transpose4x4(from: usize, to: usize): void {
  const r0 = v128.load(from);
  const r1 = v128.load(from, 32);
  const r2 = v128.load(from, 64);
  const r3 = v128.load(from, 96);
  const low01 = v128.shuffle<f32>(r0, r1, 0, 4, 1, 5);
  const low23 = v128.shuffle<f32>(r2, r3, 0, 4, 1, 5);
  const high01 = v128.shuffle<f32>(r0, r1, 2, 6, 3, 7);
  const high23 = v128.shuffle<f32>(r2, r3, 2, 6, 3, 7);
  v128.store(to, v128.shuffle<f32>(low01, low23, 0, 1, 4, 5));
  v128.store(to, v128.shuffle<f32>(low01, low23, 2, 3, 6, 7), 32);
  v128.store(to, v128.shuffle<f32>(high01, high23, 0, 1, 4, 5), 64);
  v128.store(to, v128.shuffle<f32>(high01, high23, 2, 3, 6, 7), 96);
}
