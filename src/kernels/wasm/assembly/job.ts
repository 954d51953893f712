/**
 * One call of a kernel, as it lies in memory: 20 words of 32 bits, then epsilon and the factor as float64.
 *
 * Addresses count bytes from the start of the memory; 0 stands for "absent" (no gamma, no beta, a result that is not
 * wanted). The JavaScript side writes the same layout (../job-layout.ts).
 */

export const TRAINING: u32 = 0;
export const INFERENCE: u32 = 1;
export const TRAINING_GRADIENT: u32 = 2;
export const INFERENCE_GRADIENT: u32 = 3;

@inline export function operation(job: usize): u32 { return load<u32>(job, 0); }
@inline export function outer(job: usize): usize { return load<u32>(job, 4); }
@inline export function channels(job: usize): usize { return load<u32>(job, 8); }
@inline export function inner(job: usize): usize { return load<u32>(job, 12); }
@inline export function input(job: usize): usize { return load<u32>(job, 16); }
@inline export function gradOutput(job: usize): usize { return load<u32>(job, 20); }
@inline export function gamma(job: usize): usize { return load<u32>(job, 24); }
@inline export function beta(job: usize): usize { return load<u32>(job, 28); }
@inline export function runningMean(job: usize): usize { return load<u32>(job, 32); }
@inline export function runningVariance(job: usize): usize { return load<u32>(job, 36); }
/** The output of a forward call, gradInput of a backward one. */
@inline export function output(job: usize): usize { return load<u32>(job, 40); }
@inline export function batchMean(job: usize): usize { return load<u32>(job, 44); }
@inline export function batchVariance(job: usize): usize { return load<u32>(job, 48); }
@inline export function invStd(job: usize): usize { return load<u32>(job, 52); }
@inline export function newRunningMean(job: usize): usize { return load<u32>(job, 56); }
@inline export function newRunningVariance(job: usize): usize { return load<u32>(job, 60); }
@inline export function gradGamma(job: usize): usize { return load<u32>(job, 64); }
@inline export function gradBeta(job: usize): usize { return load<u32>(job, 68); }
@inline export function scratch(job: usize): usize { return load<u32>(job, 72); }
/** Where a call stands: how often `next` has been called. */
@inline export function stage(job: usize): u32 { return load<u32>(job, 76); }
@inline export function setStage(job: usize, value: u32): void { store<u32>(job, value, 76); }
@inline export function epsilon(job: usize): f64 { return load<f64>(job, 80); }
@inline export function factor(job: usize): f64 { return load<f64>(job, 88); }

/** The c-th number of a per-channel vector, or `neutral` where the vector is absent. */
@inline export function entry(vector: usize, c: usize, neutral: f64): f64 {
  return vector == 0 ? neutral : <f64>load<f32>(vector + (c << 2));
}

/** Writes the c-th number of a per-channel result, rounded once, where it is wanted. */
@inline export function put(vector: usize, c: usize, value: f64): void {
  if (vector != 0) store<f32>(vector + (c << 2), <f32>value);
}
