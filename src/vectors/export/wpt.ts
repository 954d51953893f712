/** The inference vectors in the manner of web-platform-tests of WebNN: one script with a list of graphs, which that suite's resources/utils.js runs. */
import type { InferenceRequest, Values } from '../../../spec/contract.ts';
import type { Expectations, Expected, Vector, VectorFile } from '../vector.ts';
import type { Export } from './exported-file.ts';

/**
 * One script, batch_normalization.bncheck.https.any.js. WebNN has inference only; it takes numbers from JavaScript, so vectors with values
 * that are not finite, and empty tensors, have no place.
 *
 * The suite has one tolerance for a whole output, so each graph carries the largest bound of its elements as absolute tolerance: it
 * accuses nothing that the vectors do not, and finds a little less.
 */
export function wptFiles(files: readonly VectorFile[]): Export {
  const plain = files.filter(({ name }) => !name.startsWith('profile-'));
  const fitting = plain.flatMap(({ vectors }) => vectors.filter(fits));
  const all = files.reduce((sum, { vectors }) => sum + vectors.length, 0);
  const list = JSON.stringify(fitting.map(graphOf), null, 2);
  const content = `${head}\nconst bncheckVectors = ${list};\n${tail}`;
  const path = 'batch_normalization.bncheck.https.any.js';
  return { written: [{ path, content }], vectors: fitting.length, leftOut: all - fitting.length };
}

const head = `// META: title=test WebNN API batchNormalization operation with the vectors of bncheck
// META: global=window
// META: variant=?cpu
// META: variant=?gpu
// META: variant=?npu
// META: script=../resources/utils.js
// META: timeout=long

'use strict';
`;

const tail = `
const getBncheckTolerance = (graphResources) =>
    ({metricType: 'ATOL', value: graphResources.expectedOutputs.output.largestBound});

if (navigator.ml) {
  bncheckVectors.forEach((test) => {
    webnn_conformance_test(buildAndExecuteGraph, getBncheckTolerance, test);
  });
} else {
  test(() => assert_implements(navigator.ml, 'missing navigator.ml'));
}
`;

function fits({ request, expected, validity }: Vector): boolean {
  if (request.operation !== 'inference' || validity !== 'valid') return false;
  const { output } = expected as Expectations;
  return (
    output !== undefined &&
    request.input.data.length > 0 &&
    [request.input.data, output.values, output.bounds].every((values) =>
      values.every((x) => Number.isFinite(x)),
    )
  );
}

function graphOf({ id, request, expected }: Vector): object {
  const { input, runningMean, runningVariance, gamma, beta, epsilon, channelAxis } =
    request as InferenceRequest;
  const { output } = expected as Expectations as { readonly output: Expected };
  const constant = (data: Values) => ({ ...operand([data.length], data), constant: true });
  return {
    name: `batchNormalization float32 ${id}`,
    graph: {
      inputs: {
        input: operand(input.shape, input.data),
        mean: constant(runningMean),
        variance: constant(runningVariance),
        ...(gamma === null ? {} : { scale: constant(gamma) }),
        ...(beta === null ? {} : { bias: constant(beta) }),
      },
      operators: [
        {
          name: 'batchNormalization',
          arguments: [
            { input: 'input' },
            { mean: 'mean' },
            { variance: 'variance' },
            {
              options: {
                ...(gamma === null ? {} : { scale: 'scale' }),
                ...(beta === null ? {} : { bias: 'bias' }),
                axis: channelAxis,
                epsilon,
              },
            },
          ],
          outputs: 'output',
        },
      ],
      expectedOutputs: {
        output: {
          ...operand(output.shape, Float32Array.from(output.values)),
          largestBound: largestBoundOf(output),
        },
      },
    },
  };
}

/** Raised by the rounding of the expected values to float32, which is half a unit in the last place. */
function largestBoundOf({ values, bounds }: Expected): number {
  return bounds.reduce(
    (most, bound, at) => Math.max(most, bound + Math.abs(Math.fround(values[at]!) - values[at]!)),
    0,
  );
}

function operand(shape: readonly number[], data: Values): object {
  return { data: Array.from(data), descriptor: { shape, dataType: 'float32' } };
}
