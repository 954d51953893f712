/** Repositories by the short names under which the variants cite them; what is not here stays text. */
const repositories: Readonly<Record<string, string>> = {
  CrypTen: 'facebookresearch/CrypTen',
  'Flux.jl': 'FluxML/Flux.jl',
  'Knet.jl': 'denizyuret/Knet.jl',
  MIOpen: 'ROCm/MIOpen',
  MXNet: 'apache/mxnet',
  Paddle: 'PaddlePaddle/Paddle',
  PaddlePaddle: 'PaddlePaddle/Paddle',
  TileOPs: 'tile-ai/TileOPs',
  apex: 'NVIDIA/apex',
  chainer: 'chainer/chainer',
  'cudnn.torch': 'soumith/cudnn.torch',
  deeplearning4j: 'deeplearning4j/deeplearning4j',
  equinox: 'patrick-kidger/equinox',
  flax: 'google/flax',
  inplace_abn: 'mapillary/inplace_abn',
  keras: 'keras-team/keras',
  'keras-core': 'keras-team/keras-core',
  lc0: 'LeelaChessZero/lc0',
  ncnn: 'Tencent/ncnn',
  nntrainer: 'nnstreamer/nntrainer',
  oneDNN: 'uxlfoundation/oneDNN',
  onnx: 'onnx/onnx',
  onnxruntime: 'microsoft/onnxruntime',
  pytorch: 'pytorch/pytorch',
  'rocm-libraries': 'ROCm/rocm-libraries',
  sonnet: 'google-deepmind/sonnet',
  tensorflow: 'tensorflow/tensorflow',
  tfjs: 'tensorflow/tfjs',
  'tfjs-core': 'tensorflow/tfjs-core',
  'tfjs-layers': 'tensorflow/tfjs-layers',
  tinygrad: 'tinygrad/tinygrad',
  'tt-metal': 'tenstorrent/tt-metal',
};

/**
 * Evidence as Markdown: `owner/name#12`, `name #12`, `name PR #12` and `name commit hash` become links to GitHub, where the name is
 * known or says its owner; all else stays as it is.
 */
export function withEvidenceLinks(evidence: string): string {
  const citation =
    /([\w.-]+(?:\/[\w.-]+)?)(?:#(\d+)| (?:PR )?#(\d+)| (?:commits? |at )?([0-9a-f]{7,40})\b)(?: and ([0-9a-f]{7,40})\b)?/g;
  return evidence.replaceAll(citation, (all, name: string, ...[near, far, hash, second]: string[]) => {
    const repository = name.includes('/') ? name : repositories[name];
    if (repository === undefined) return all;
    const page = `https://github.com/${repository}`;
    const number = near ?? far;
    if (number !== undefined) return `[${all}](${page}/issues/${number})`;
    if (second === undefined) return `[${all}](${page}/commit/${hash})`;
    const [first] = all.split(' and ');
    return `[${first}](${page}/commit/${hash}) and [${second}](${page}/commit/${second})`;
  });
}
