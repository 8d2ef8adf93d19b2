import { webAssembly } from './web-assembly.ts';

/** A module of one function that returns i8x16.relaxed_swizzle(1, 2): valid only where relaxed SIMD is known. */
const moduleWithRelaxedSimd = Uint8Array.of(
  ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
  ...[1, 5, 1, 0x60, 0, 1, 0x7b],
  ...[3, 2, 1, 0],
  ...[10, 15, 1, 13, 0, 0x41, 1, 0xfd, 15, 0x41, 2, 0xfd, 15, 0xfd, 0x80, 2, 11],
);

/** Whether this host can run the relaxed SIMD build; where not, the plain SIMD build is the one to take. */
export function supportsRelaxedSimd(): boolean {
  return webAssembly.validate(moduleWithRelaxedSimd);
}
