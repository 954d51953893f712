/**
 * WebNN in a page, on the CPU: its operation batchNormalization, for inference, on any channel axis.
 *
 * https://www.w3.org/TR/webnn/#api-mlgraphbuilder-batchnorm: epsilon stands inside the root; scale and bias may be left out. The
 * statistics are constants of the graph, as after training.
 */
import { subjectOf } from './page_protocol.mjs';

let context;

export async function open(deviceType) {
  context = await navigator.ml.createContext({ deviceType });
  return subjectOf(
    { version: 'of the draft standard', capabilities: ['inference'] },
    { batchNormalization: Operation },
  );
}

class Operation {
  constructor(setup) {
    this.setup = setup;
  }

  async inference({ shape, data }) {
    const { gamma, beta, runningMean, runningVariance, epsilon, channelAxis: axis } = this.setup;
    const builder = new MLGraphBuilder(context);
    const dataType = 'float32';
    const vector = (values) => builder.constant({ dataType, shape: [values.length] }, values);
    const options = { axis, epsilon };
    if (gamma !== null) options.scale = vector(gamma);
    if (beta !== null) options.bias = vector(beta);
    const input = builder.input('x', { dataType, shape });
    const y = builder.batchNormalization(input, vector(runningMean), vector(runningVariance), options);
    const graph = await builder.build({ y });
    const from = await context.createTensor({ dataType, shape, writable: true });
    const to = await context.createTensor({ dataType, shape, readable: true });
    try {
      context.writeTensor(from, data);
      context.dispatch(graph, { x: from }, { y: to });
      return { shape, data: new Float32Array(await context.readTensor(to)) };
    } finally {
      from.destroy();
      to.destroy();
      graph.destroy?.();
    }
  }

  setState(runningMean, runningVariance) {
    this.setup = { ...this.setup, runningMean, runningVariance };
  }
}
