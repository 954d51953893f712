/**
 * How smooth a loss is along its gradient, as Santurkar, Tsipras, Ilyas and Madry measure it ("How does batch normalization help
 * optimization?", 2018, figure 4): from a point x with gradient g, steps x - eta g of several lengths are tried.
 */
import { distance, dot } from './vectors.ts';

export interface Point {
  readonly loss: number;
  readonly gradient: ArrayLike<number>;
}

export interface Smoothness {
  /** Largest less smallest loss over the steps: how much it varies. */
  readonly lossRange: number;
  /** The largest distance of a gradient there from that here: how badly it is predicted. */
  readonly gradientChange: number;
  /** The largest quotient of that distance by the length of the step: the effective beta-smoothness. */
  readonly beta: number;
}

/** @param at the loss and gradient at x - eta g. */
export function smoothnessAlong(
  here: Point,
  steps: readonly number[],
  at: (eta: number) => Point,
): Smoothness {
  const length = Math.sqrt(dot(here.gradient, here.gradient));
  const there = steps.map((eta) => ({ eta, ...at(eta) }));
  const losses = [here.loss, ...there.map(({ loss }) => loss)];
  const changes = there.map(({ gradient }) => distance(gradient, here.gradient));
  return {
    lossRange: Math.max(...losses) - Math.min(...losses),
    gradientChange: Math.max(...changes),
    beta: Math.max(...changes.map((change, i) => change / (there[i]!.eta * length))),
  };
}
