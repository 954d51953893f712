/**
 * The layout of the ONNX backend node tests: a folder for each test, with model.onnx and test_data_set_0 of TensorProto files.
 * https://github.com/onnx/onnx/blob/main/docs/OnnxBackendTest.md
 */
import type { Root } from 'protobufjs';
import type { InferenceRequest, TrainingRequest, Values } from '../../../spec/contract.ts';
import { onnxMessages } from '../../adapters/onnx-messages.ts';
import { loadOnnxEncoder, type OnnxEncoder, parameterNames } from '../../adapters/onnx-model.ts';
import { importPeer } from '../../adapters/peer.ts';
import type { Expectations, Expected, Vector, VectorFile } from '../vector.ts';
import type { Export, ExportedFile } from './exported-file.ts';
import { littleEndianBytes } from './little-endian-bytes.ts';

/**
 * A folder bncheck/test_ID for each vector that the operator can hold: training and inference of opset 15 with the channels on axis 1.
 * Absent gammas are ones and absent betas zeros, since the operator requires both; its running variance is the uncorrected one.
 *
 * The runner has one tolerance for a whole test: data.json holds the largest bound, as an absolute one. Rejects where protobufjs is
 * missing.
 */
export async function onnxFiles(files: readonly VectorFile[]): Promise<Export> {
  const encodeModel = await loadOnnxEncoder();
  const encodeTensor = await loadTensorEncoder();
  const plain = files.filter(({ name }) => !name.startsWith('profile-'));
  const all = files.reduce((sum, { vectors }) => sum + vectors.length, 0);
  const fitting = plain.flatMap(({ vectors }) => vectors.filter(fits));
  const written = fitting.flatMap((vector) => testOf(vector, encodeModel, encodeTensor));
  return { written, vectors: fitting.length, leftOut: all - fitting.length };
}

type TensorEncoder = (name: string, shape: readonly number[], data: Float32Array) => Uint8Array;

async function loadTensorEncoder(): Promise<TensorEncoder> {
  const { Root: Schema } = await importPeer<{ Root: typeof Root }>('protobufjs/light.js', 'protobufjs@8.8.1');
  const tensor = Schema.fromJSON({ nested: onnxMessages }).lookupType('TensorProto');
  const float = 1;
  return (name, shape, data) =>
    tensor
      .encode(tensor.fromObject({ dims: shape, dataType: float, name, rawData: littleEndianBytes(data) }))
      .finish();
}

/** The names of the outputs, in the operator's order, and the quantities that they are. */
const outputsOf = {
  training: [
    ['Y', 'output'],
    ['running_mean', 'runningMean'],
    ['running_var', 'runningVariance'],
  ],
  inference: [['Y', 'output']],
} as const;

/** All outputs must be judged, finite, and within some bound. */
function fits({ request, expected, validity }: Vector): boolean {
  if (request.operation !== 'training' && request.operation !== 'inference') return false;
  if (validity !== 'valid' || request.channelAxis !== 1 || request.input.data.length === 0) return false;
  return outputsOf[request.operation].every(([, quantity]) => {
    const one = (expected as Expectations)[quantity];
    const isInRange = (values: Float64Array) => values.every((x) => Number.isFinite(Math.fround(x)));
    return one !== undefined && isInRange(one.values) && isInRange(one.bounds);
  });
}

function testOf(
  vector: Vector,
  encodeModel: OnnxEncoder,
  encodeTensor: TensorEncoder,
): readonly ExportedFile[] {
  const request = vector.request as TrainingRequest | InferenceRequest;
  const { operation, input, gamma, beta, runningMean, runningVariance, epsilon } = request;
  const channels = input.shape[1]!;
  const outputs = outputsOf[operation].map(([name, quantity]) => {
    return { name, expected: (vector.expected as Expectations)[quantity] as Expected };
  });
  const model = encodeModel({
    mode: operation,
    opset: 15,
    rank: input.shape.length,
    epsilon,
    momentum: request.operation === 'training' ? 1 - request.exponentialAverageFactor : 0,
    initializers: null,
    outputs: outputs.map(({ name }) => name),
  });
  const parameters: readonly Values[] = [
    gamma ?? new Float32Array(channels).fill(1),
    beta ?? new Float32Array(channels),
    runningMean,
    runningVariance,
  ];
  const folder = `bncheck/test_${vector.id.replaceAll('-', '_')}`;
  const atol = Math.max(...outputs.map(({ expected }) => toleranceOf(expected)));
  const file = (name: string, content: string | Uint8Array) => ({ path: `${folder}/${name}`, content });
  const tensor = (name: string, title: string, shape: readonly number[], data: Values) =>
    file(`test_data_set_0/${name}.pb`, encodeTensor(title, shape, Float32Array.from(data)));
  return [
    file('model.onnx', model),
    // With an exponent, or a large whole number would be read as an integer of too many digits.
    file('data.json', `{"rtol": 0.0, "atol": ${atol.toExponential()}}\n`),
    tensor('input_0', 'X', input.shape, input.data),
    ...parameters.map((data, k) => tensor(`input_${k + 1}`, parameterNames[k]!, [channels], data)),
    ...outputs.map(({ name, expected }, k) => tensor(`output_${k}`, name, expected.shape, expected.values)),
  ];
}

/** The largest bound, raised by the rounding of the expected values to float32. */
function toleranceOf({ values, bounds }: Expected): number {
  return bounds.reduce(
    (most, bound, at) => Math.max(most, bound + Math.abs(Math.fround(values[at]!) - values[at]!)),
    0,
  );
}
