import * as tf from '@tensorflow/tfjs-core';

const KERNEL = 'Conv2DBackpropFilter';

/**
 * Replaces the cpu backend's gradient of a convolution by its filter, which reads each element through an
 * accessor and takes most of a training step, with plain loops over the arrays. The sums are in the same
 * order and precision, so that the results are the same to the bit.
 */
export function useFastFilterGradient(): void {
  tf.unregisterKernel(KERNEL, 'cpu');
  tf.registerKernel({
    kernelName: KERNEL,
    backendName: 'cpu',
    kernelFunc: ({ inputs, attrs }) => {
      const { x, dy } = inputs as { x: tf.TensorInfo; dy: tf.TensorInfo };
      const { strides, pad, filterShape } = attrs as unknown as tf.Conv2DBackpropFilterAttrs;
      const conv = tf.backend_util.computeConv2DInfo(
        x.shape as [number, number, number, number],
        filterShape,
        strides,
        1,
        pad,
      );
      const gradient = filterGradient(conv, arrayOf(x), arrayOf(dy));
      return tf.tensor(gradient, [...filterShape]);
    },
  });
}

function arrayOf({ dataId }: tf.TensorInfo): Float32Array {
  return tf.engine().backend.readSync(dataId) as Float32Array;
}

/** [filterHeight, filterWidth, inChannels, outChannels]; input and gradOutput have their channels last. */
function filterGradient(
  conv: tf.backend_util.Conv2DInfo,
  input: Float32Array,
  gradOutput: Float32Array,
): Float32Array {
  const { inHeight, inWidth, inChannels, outChannels, filterWidth } = conv;
  const gradient = new Float64Array(conv.filterHeight * filterWidth * inChannels * outChannels);
  forEachTap(conv, (image, outRow, outColumn, filterRow, filterColumn) => {
    const row = outRow * conv.strideHeight + filterRow - conv.padInfo.top;
    const column = outColumn * conv.strideWidth + filterColumn - conv.padInfo.left;
    if (row < 0 || row >= inHeight || column < 0 || column >= inWidth) return;
    const from = ((image * inHeight + row) * inWidth + column) * inChannels;
    const above = ((image * conv.outHeight + outRow) * conv.outWidth + outColumn) * outChannels;
    const to = (filterRow * filterWidth + filterColumn) * inChannels * outChannels;
    for (let i = 0; i < inChannels; i++) {
      const value = input[from + i]!;
      for (let o = 0; o < outChannels; o++) {
        gradient[to + i * outChannels + o]! += value * gradOutput[above + o]!;
      }
    }
  });
  return Float32Array.from(gradient);
}

type Visit = (
  image: number,
  outRow: number,
  outColumn: number,
  filterRow: number,
  filterColumn: number,
) => void;

function forEachTap(conv: tf.backend_util.Conv2DInfo, visit: Visit): void {
  const { batchSize, outHeight, outWidth, filterHeight, filterWidth } = conv;
  const perRow = filterHeight * filterWidth;
  const total = batchSize * outHeight * outWidth * perRow;
  for (let tap = 0; tap < total; tap++) {
    const place = Math.floor(tap / perRow);
    const filterRow = Math.floor((tap % perRow) / filterWidth);
    const outRow = Math.floor(place / outWidth);
    visit(Math.floor(outRow / outHeight), outRow % outHeight, place % outWidth, filterRow, tap % filterWidth);
  }
}
