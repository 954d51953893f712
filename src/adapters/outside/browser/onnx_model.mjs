/**
 * An ONNX model of one BatchNormalization of opset 15, in the bytes of its messages: field by field, as numbered in
 * https://github.com/onnx/onnx/blob/main/onnx/onnx.proto, each field a key, then a length and its bytes, or a number.
 */
export const parameterNames = ['scale', 'B', 'input_mean', 'input_var'];

const FLOAT = 1;
const ATTRIBUTE = { float: 1, int: 2 };
/** The format of ONNX 1.10, which brought opset 15. */
const IR_VERSION = 8;

/**
 * `shape` is of X; `onlyY` leaves the statistics without a name outside of the graph; `initializers` holds the four parameters where they are constants of the graph, and is null where they are fed.
 */
export function onnxModel({ training, epsilon, momentum, shape, initializers, onlyY = false }) {
  const results = training ? ['Y', 'running_mean', 'running_var'] : ['Y'];
  const outputs = onlyY ? ['Y'] : results;
  const inputs = initializers === null ? ['X', ...parameterNames] : ['X'];
  const attributes = [float('epsilon', epsilon)];
  if (training) attributes.push(float('momentum', momentum), int('training_mode', 1));
  const node = [
    ...['X', ...parameterNames].flatMap((name) => text(1, name)),
    ...results.flatMap((name) => text(2, name)),
    ...text(4, 'BatchNormalization'),
    ...attributes.flatMap((one) => block(5, one)),
  ];
  const value = (name) => valueInfo(name, name === 'X' || name === 'Y' ? shape : shape.slice(1, 2));
  const graph = [
    ...block(1, node),
    ...text(2, 'batch normalization'),
    ...(initializers ?? []).flatMap((data, at) => block(5, tensor(parameterNames[at], data))),
    ...inputs.flatMap((name) => block(11, value(name))),
    ...outputs.flatMap((name) => block(12, value(name))),
  ];
  return Uint8Array.from([...number(1, IR_VERSION), ...block(7, graph), ...block(8, number(2, 15))]);
}

function float(name, value) {
  const four = new Uint8Array(new Float32Array([value]).buffer);
  return [...text(1, name), ...key(2, 5), ...four, ...number(20, ATTRIBUTE.float)];
}

function int(name, value) {
  return [...text(1, name), ...number(3, value), ...number(20, ATTRIBUTE.int)];
}

/** A float32 value. Its sizes are fixed: the interfaces of browsers want to know them beforehand. */
function valueInfo(name, shape) {
  const sizes = shape.flatMap((size) => block(1, number(1, size)));
  const type = block(1, [...number(1, FLOAT), ...block(2, sizes)]);
  return [...text(1, name), ...block(2, type)];
}

function tensor(name, data) {
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  return [...number(1, data.length), ...number(2, FLOAT), ...text(8, name), ...block(9, bytes)];
}

function text(field, value) {
  return block(field, new TextEncoder().encode(value));
}

function block(field, bytes) {
  return [...key(field, 2), ...varint(bytes.length), ...bytes];
}

function number(field, value) {
  return [...key(field, 0), ...varint(value)];
}

function key(field, wireType) {
  return varint(field * 8 + wireType);
}

function varint(value) {
  return value < 128 ? [value] : [(value % 128) + 128, ...varint(Math.floor(value / 128))];
}
