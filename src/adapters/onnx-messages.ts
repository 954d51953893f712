/**
 * The part of the ONNX model format that a graph of one BatchNormalization needs, as a protobufjs descriptor.
 * Field numbers from https://github.com/onnx/onnx/blob/main/onnx/onnx.proto
 */
const repeated = { rule: 'repeated' } as const;

export const onnxMessages = {
  AttributeProto: {
    fields: {
      name: { id: 1, type: 'string' },
      f: { id: 2, type: 'float' },
      i: { id: 3, type: 'int64' },
      type: { id: 20, type: 'int32' },
    },
  },
  NodeProto: {
    fields: {
      input: { ...repeated, id: 1, type: 'string' },
      output: { ...repeated, id: 2, type: 'string' },
      opType: { id: 4, type: 'string' },
      attribute: { ...repeated, id: 5, type: 'AttributeProto' },
    },
  },
  TensorProto: {
    fields: {
      dims: { ...repeated, id: 1, type: 'int64' },
      dataType: { id: 2, type: 'int32' },
      name: { id: 8, type: 'string' },
      rawData: { id: 9, type: 'bytes' },
    },
  },
  Dimension: {
    fields: { dimValue: { id: 1, type: 'int64' }, dimParam: { id: 2, type: 'string' } },
  },
  TensorShapeProto: { fields: { dim: { ...repeated, id: 1, type: 'Dimension' } } },
  TensorType: {
    fields: { elemType: { id: 1, type: 'int32' }, shape: { id: 2, type: 'TensorShapeProto' } },
  },
  TypeProto: { fields: { tensorType: { id: 1, type: 'TensorType' } } },
  ValueInfoProto: { fields: { name: { id: 1, type: 'string' }, type: { id: 2, type: 'TypeProto' } } },
  GraphProto: {
    fields: {
      node: { ...repeated, id: 1, type: 'NodeProto' },
      name: { id: 2, type: 'string' },
      initializer: { ...repeated, id: 5, type: 'TensorProto' },
      input: { ...repeated, id: 11, type: 'ValueInfoProto' },
      output: { ...repeated, id: 12, type: 'ValueInfoProto' },
    },
  },
  /** An absent domain is that of ONNX itself. */
  OperatorSetIdProto: { fields: { version: { id: 2, type: 'int64' } } },
  ModelProto: {
    fields: {
      irVersion: { id: 1, type: 'int64' },
      graph: { id: 7, type: 'GraphProto' },
      opsetImport: { ...repeated, id: 8, type: 'OperatorSetIdProto' },
    },
  },
};
