/**
 * What bncheck sends: one JSON object a line. These schemas are the single source of the message types; the
 * replies have theirs in start-reply.ts and run-reply.ts.
 */
import { z } from 'zod';
import { wireScalar } from './wire-scalar.ts';
import { wireTensor } from './wire-tensor.ts';

/** The version of the protocol that this bncheck speaks. */
export const PROTOCOL_VERSION = 1;

const affine = { gamma: wireTensor.nullable(), beta: wireTensor.nullable() };
const running = { runningMean: wireTensor, runningVariance: wireTensor };
const call = { epsilon: wireScalar, channelAxis: wireScalar };
const average = { exponentialAverageFactor: wireScalar };

export const wireStep = z.discriminatedUnion('call', [
  z.object({ call: z.literal('training'), input: wireTensor }),
  z.object({ call: z.literal('inference'), input: wireTensor }),
  z.object({ call: z.literal('gradient'), gradOutput: wireTensor }),
  z.object({ call: z.literal('getState') }),
  z.object({ call: z.literal('setState'), ...running }),
]);

export type WireStep = z.infer<typeof wireStep>;

/** The fields of `case`, by operation. */
export const wireCases = {
  training: z.object({ input: wireTensor, ...affine, ...running, ...call, ...average }),
  inference: z.object({ input: wireTensor, ...affine, ...running, ...call }),
  trainingGradient: z.object({ input: wireTensor, gradOutput: wireTensor, ...affine, ...call }),
  inferenceGradient: z.object({ input: wireTensor, gradOutput: wireTensor, ...affine, ...running, ...call }),
  sequence: z.object({ ...affine, ...running, ...call, ...average, steps: z.array(wireStep) }),
};

const run = { cmd: z.literal('run'), seq: z.int(), way: z.string().optional() };

export const runMessage = z.discriminatedUnion('operation', [
  z.object({ ...run, operation: z.literal('training'), case: wireCases.training }),
  z.object({ ...run, operation: z.literal('inference'), case: wireCases.inference }),
  z.object({ ...run, operation: z.literal('trainingGradient'), case: wireCases.trainingGradient }),
  z.object({ ...run, operation: z.literal('inferenceGradient'), case: wireCases.inferenceGradient }),
  z.object({ ...run, operation: z.literal('sequence'), case: wireCases.sequence }),
]);

export type RunMessage = z.infer<typeof runMessage>;

export const startMessage = z.object({ cmd: z.literal('start'), protocol: z.int() });

export type StartMessage = z.infer<typeof startMessage>;

export const stopMessage = z.object({ cmd: z.literal('stop') });

export type StopMessage = z.infer<typeof stopMessage>;
