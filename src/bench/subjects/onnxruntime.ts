import { loadOnnxEncoder, type OnnxBatchNorm } from '../../adapters/onnx-model.ts';
import type { OnnxruntimePackage } from '../../adapters/onnxruntime-subject.ts';
import { importPeer } from '../../adapters/peer.ts';
import { withQuietConsole } from '../../adapters/quiet-console.ts';
import type { BenchResult, BenchSource, Prepared } from '../bench-subject.ts';
import type { BenchTask } from '../bench-task.ts';
import { timeAsyncCalls } from '../time-calls.ts';

/** Both packages offer the same interface. */
type Ort = typeof import('onnxruntime-node');

/**
 * A session of ONNX Runtime with one BatchNormalization, whose parameters are constants of the model: `session.run` on a tensor that
 * stays, each call making its results anew.
 */
export function onnxruntimeSource(name: OnnxruntimePackage): BenchSource {
  const open = async () => {
    const ort = await withQuietConsole(() => importPeer<Ort>(name, name));
    const encode = await loadOnnxEncoder();
    const { versions } = ort.env;
    const node = name === 'onnxruntime-node';
    // Its default depends on the number of cores.
    if (!node) ort.env.wasm.numThreads = 1;
    return [
      {
        name,
        kind: node ? ('native' as const) : ('javascript' as const),
        version: (node ? versions.node : versions.web) ?? versions.common ?? null,
        // The number of threads of the web package holds for a process.
        threads: node ? [1, 2] : [1],
        whyNot: whyNotInOnnx,
        prepare: async (task: BenchTask, threads: number): Promise<Prepared> => {
          const { input, tensorShape } = task.data;
          const session = await ort.InferenceSession.create(encode(graphOf(task)), {
            intraOpNumThreads: threads,
            interOpNumThreads: 1,
            executionMode: 'sequential',
            logSeverityLevel: 4,
          });
          const feeds = { X: new ort.Tensor('float32', input, [...tensorShape]) };
          const call = () => session.run(feeds);
          return {
            result: async (): Promise<BenchResult> => ({ output: (await call()).Y!.data as Float32Array }),
            time: (calls) => timeAsyncCalls(calls, call),
            release: () => session.release(),
          };
        },
      },
    ];
  };
  return { names: [name], open };
}

function whyNotInOnnx({ operation, layout }: BenchTask): string | null {
  if (operation === 'trainingGradient') return 'ONNX Runtime has no gradients of batch norm';
  return layout === 'channels-last' ? 'ONNX has the channels on axis 1' : null;
}

function graphOf({ operation, data }: BenchTask): OnnxBatchNorm {
  const training = operation === 'training';
  return {
    mode: training ? 'training' : 'inference',
    opset: 15,
    rank: data.tensorShape.length,
    epsilon: data.epsilon,
    // In ONNX the weight of the old statistics.
    momentum: training ? 1 - data.exponentialAverageFactor : 0,
    initializers: {
      scale: data.gamma,
      B: data.beta,
      input_mean: data.runningMean,
      input_var: data.runningVariance,
    },
    outputs: training ? ['Y', 'running_mean', 'running_var'] : ['Y'],
  };
}
