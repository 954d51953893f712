import type { Case } from '../../spec/contract.ts';
import { layoutOf, positionOf } from '../../spec/layout.ts';

/** The same case with its channel axis moved behind the batch axis: [n, ...space, c] becomes [n, c, ...space]. */
export function channelsFirst(given: Case): Case {
  const [batch, ...rest] = given.shape;
  const space = rest.slice(0, -1);
  const from = layoutOf(given.shape, given.channelAxis);
  const shape = [batch!, from.channels, ...space];
  const to = layoutOf(shape, 1);
  const moved = (data: Float32Array) => {
    const result = new Float32Array(data.length);
    for (let channel = 0; channel < from.channels; channel++) {
      for (let j = 0; j < from.m; j++) {
        result[positionOf(to, channel, j)] = data[positionOf(from, channel, j)]!;
      }
    }
    return result;
  };
  return { ...given, shape, channelAxis: 1, input: moved(given.input), gradOutput: moved(given.gradOutput) };
}
