import { layoutOf, positionOf } from '../../../spec/layout.ts';
import { markdownTable } from '../markdown-table.ts';

/** Where the elements of channel 1 of a tensor with 2 rows, 3 channels and 2 places lie, by layout. */
export function positions(): string {
  const shapes = [
    { name: 'channels first, [2, 3, 2]', shape: [2, 3, 2], channelAxis: 1 },
    { name: 'channels last, [2, 2, 3]', shape: [2, 2, 3], channelAxis: 2 },
    { name: 'channels outermost, [3, 2, 2]', shape: [3, 2, 2], channelAxis: 0 },
  ];
  const rows = shapes.map(({ name, shape, channelAxis }) => {
    const layout = layoutOf(shape, channelAxis);
    const places = Array.from({ length: layout.m }, (_, j) => positionOf(layout, 1, j));
    const { outer, channels, inner, m } = layout;
    return [name, ...[outer, channels, inner, m].map(String), places.join(', ')];
  });
  return markdownTable([['shape', 'outer', 'channels', 'inner', 'm', 'positions of channel 1'], ...rows]);
}

/** Ranks as they are met, and what they come down to. */
export function ranks(): string {
  const shapes: readonly (readonly [string, readonly number[], number])[] = [
    ['features [8, 5]', [8, 5], 1],
    ['sequences [8, 5, 7]', [8, 5, 7], 1],
    ['images [8, 5, 6, 7]', [8, 5, 6, 7], 1],
    ['images, channels last [8, 6, 7, 5]', [8, 6, 7, 5], 3],
    ['volumes [2, 5, 3, 4, 6]', [2, 5, 3, 4, 6], 1],
    ['one image [1, 5, 6, 7]', [1, 5, 6, 7], 1],
    ['one row of features [1, 5]', [1, 5], 1],
    ['an empty batch [0, 5, 6, 7]', [0, 5, 6, 7], 1],
  ];
  const rows = shapes.map(([name, shape, axis]) => {
    const { outer, channels, inner, m } = layoutOf(shape, axis);
    return [name, ...[axis, outer, channels, inner, m].map(String)];
  });
  return markdownTable([['input', 'channelAxis', 'outer', 'channels', 'inner', 'm'], ...rows]);
}
