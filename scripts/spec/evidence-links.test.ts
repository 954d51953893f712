import { expect, test } from 'vitest';
import { withEvidenceLinks } from './evidence-links.ts';

const github = 'https://github.com';

test.each([
  ['pytorch/pytorch#53691', `[pytorch/pytorch#53691](${github}/pytorch/pytorch/issues/53691)`],
  ['chainer #4505', `[chainer #4505](${github}/chainer/chainer/issues/4505)`],
  [
    'keras commit 2d183db037, ncnn PR #311',
    `[keras commit 2d183db037](${github}/keras-team/keras/commit/2d183db037), [ncnn PR #311](${github}/Tencent/ncnn/issues/311)`,
  ],
  [
    'oneDNN commits a9580b41b6 and e3ec5e508d',
    `[oneDNN commits a9580b41b6](${github}/uxlfoundation/oneDNN/commit/a9580b41b6) and [e3ec5e508d](${github}/uxlfoundation/oneDNN/commit/e3ec5e508d)`,
  ],
  ['flax #1491 (use_fast_variance)', `[flax #1491](${github}/google/flax/issues/1491) (use_fast_variance)`],
  [
    'keras-team/keras 85a1225cb3',
    `[keras-team/keras 85a1225cb3](${github}/keras-team/keras/commit/85a1225cb3)`,
  ],
])('%s has its links', (evidence, linked) => {
  expect(withEvidenceLinks(evidence)).toBe(linked);
});

test.each(['constructed', 'tiny-dnn (stddev_), darknet (x_norm)', 'nobody #12', 'onnxruntime 1.30.0'])(
  '%s has none',
  (evidence) => {
    expect(withEvidenceLinks(evidence)).toBe(evidence);
  },
);
