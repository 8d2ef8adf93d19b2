/**
 * The constants of the activations, each four times over in memory: V8 builds a vector constant anew, in three
 * instructions, at every use, while a load is one. `constant(NAME)` loads one.
 */
const TABLE = memory.data<f32>(
  [
    1.4426950408889634, 1.4426950408889634, 1.4426950408889634, 1.4426950408889634, // LOG2_E
    12582912.0, 12582912.0, 12582912.0, 12582912.0, // ROUNDER
    12582937.0, 12582937.0, 12582937.0, 12582937.0, // ROUNDER_25
    0.693145751953125, 0.693145751953125, 0.693145751953125, 0.693145751953125, // LN2_HIGH
    1.42860682030941723e-6, 1.42860682030941723e-6, 1.42860682030941723e-6, 1.42860682030941723e-6, // LN2_LOW
    0.5, 0.5, 0.5, 0.5, // Q0
    0.1666654348373413, 0.1666654348373413, 0.1666654348373413, 0.1666654348373413, // Q1
    0.04166628047823906, 0.04166628047823906, 0.04166628047823906, 0.04166628047823906, // Q2
    0.008366592228412628, 0.008366592228412628, 0.008366592228412628, 0.008366592228412628, // Q3
    0.001394646242260933, 0.001394646242260933, 0.001394646242260933, 0.001394646242260933, // Q4
    1.0, 1.0, 1.0, 1.0, // ONE
    -0.0, -0.0, -0.0, -0.0, // MINUS_ZERO
    -104.5, -104.5, -104.5, -104.5, // EXP_LOWEST
    89.0, 89.0, 89.0, 89.0, // EXP_HIGHEST
    2.98023223876953125e-8, 2.98023223876953125e-8, 2.98023223876953125e-8, 2.98023223876953125e-8, // TWO_TO_MINUS_25
    2.885390081777927, 2.885390081777927, 2.885390081777927, 2.885390081777927, // TWO_LOG2_E
    0.34657359027997264, 0.34657359027997264, 0.34657359027997264, 0.34657359027997264, // HALF_LN2
    -10.0, -10.0, -10.0, -10.0, // TANH_LOWEST
    -0.56, -0.56, -0.56, -0.56, // TANH_SPLIT
    -0.33332905173301697, -0.33332905173301697, -0.33332905173301697, -0.33332905173301697, // P0
    0.13319668173789978, 0.13319668173789978, 0.13319668173789978, 0.13319668173789978, // P1
    -0.0526004321873188, -0.0526004321873188, -0.0526004321873188, -0.0526004321873188, // P2
    0.016296377405524254, 0.016296377405524254, 0.016296377405524254, 0.016296377405524254, // P3
    1.999969244003296, 1.999969244003296, 1.999969244003296, 1.999969244003296, // S2
    1.3333691358566284, 1.3333691358566284, 1.3333691358566284, 1.3333691358566284, // S3
    0.670243501663208, 0.670243501663208, 0.670243501663208, 0.670243501663208, // S4
    0.2660004794597626, 0.2660004794597626, 0.2660004794597626, 0.2660004794597626, // S5
  ],
  16,
);

export const LOG2_E: usize = 0;
/** 1.5·2²³: what is added to it is rounded to a whole number, which then stands in the low bits. */
export const ROUNDER: usize = 16;
/** The same, with the whole number 25 higher: exponents kept in the normal range until the last factor. */
export const ROUNDER_25: usize = 32;
/** ln 2 in two parts, the first with trailing zeros so that a whole number of them is exact. */
export const LN2_HIGH: usize = 48;
export const LN2_LOW: usize = 64;
/** (e^r − 1 − r) / r² on |r| ≤ ln 2 / 2, minimax relative to e^r − 1: 1.3e-8, a ninth of an ulp. */
export const Q0: usize = 80;
export const HALF: usize = 80;
export const Q1: usize = 96;
export const Q2: usize = 112;
export const Q3: usize = 128;
export const Q4: usize = 144;
export const ONE: usize = 160;
export const MINUS_ZERO: usize = 176;
/** Beyond these e^x is 0 or ∞ in single precision. */
export const EXP_LOWEST: usize = 192;
export const EXP_HIGHEST: usize = 208;
export const TWO_TO_MINUS_25: usize = 224;
export const TWO_LOG2_E: usize = 240;
export const HALF_LN2: usize = 256;
/** −|x| from which on tanh |x| is 1 in single precision. */
export const TANH_LOWEST: usize = 272;
export const TANH_SPLIT: usize = 288;
/** (tanh x / x − 1) / x² in powers of x² on |x| ≤ 0.56, minimax relative to tanh x: 4.2e-8. */
export const P0: usize = 304;
export const P1: usize = 320;
export const P2: usize = 336;
export const P3: usize = 352;
/** (e^2s − 1 − 2s) / s² on |s| ≤ ln 2 / 4, minimax relative to e^2s. */
export const S2: usize = 368;
export const S3: usize = 384;
export const S4: usize = 400;
export const S5: usize = 416;

// @ts-ignore: decorator
@inline
export function constant(offset: usize): v128 {
  return v128.load(TABLE + offset);
}
