import type { Conventions, Request, Result, Skipped, Subject, Values } from '../../spec/contract.ts';
import { chosenWay } from './chosen-way.ts';
import { loadOnnxEncoder, parameterNames } from './onnx-model.ts';
import { hasInitializers, onnxGraph, onnxParameters, onnxWays, whyNotInOnnx } from './onnxruntime-graph.ts';
import { importPeer } from './peer.ts';
import { withQuietConsole } from './quiet-console.ts';
import { createSessionCache } from './session-cache.ts';

/** Both packages offer the same interface. */
type Ort = typeof import('onnxruntime-node');

export type OnnxruntimePackage = 'onnxruntime-node' | 'onnxruntime-web';

/**
 * From the operator's specification, which says that the running variance is the population variance:
 * https://onnx.ai/onnx/operators/onnx__BatchNormalization.html
 * It is silent about one element and about an empty batch; those two are measured.
 */
const conventions: Conventions = {
  runningVarianceCorrection: 0,
  normalizingVarianceCorrection: 0,
  epsilonPlacement: 'inside',
  epsilonFloor: 0,
  oneElement: 'define',
  emptyBatch: 'nan',
};

const keptSessions = 50;

/** One thread, so that fifty sessions do not hold fifty pools; no log, since errors are thrown anyway. */
const sessionOptions = { intraOpNumThreads: 1, interOpNumThreads: 1, logSeverityLevel: 4 } as const;

/**
 * The BatchNormalization operator of ONNX Runtime on its CPU provider: the native one of onnxruntime-node,
 * or WebAssembly in onnxruntime-web. Rejects where a package is missing.
 *
 * A graph keeps its session, as in a program that runs one model again and again; the fifty used last are
 * kept, and `close` releases them.
 */
export async function createOnnxruntimeSubject(packageName: OnnxruntimePackage): Promise<Subject> {
  const ort = await withQuietConsole(() => importPeer<Ort>(packageName, `${packageName}@1.30.0`));
  const encode = await loadOnnxEncoder();
  const sessions = createSessionCache(keptSessions, (model) =>
    ort.InferenceSession.create(model, sessionOptions),
  );
  const vector = (values: Values) => new ort.Tensor('float32', values as Float32Array, [values.length]);

  const run = async (request: Request): Promise<Result | Skipped> => {
    if (request.operation !== 'training' && request.operation !== 'inference') {
      return { skipped: 'ONNX Runtime has no gradients of batch norm, and no layer with a state' };
    }
    const way = chosenWay(onnxWays, request.way);
    const skipped = whyNotInOnnx(request, way);
    if (skipped !== null) return { skipped };

    const parameters = onnxParameters(request);
    const session = await sessions.get(encode(onnxGraph(request, way, parameters)));
    const { data, shape } = request.input;
    const x = new ort.Tensor('float32', data as Float32Array, [...shape]);
    const fed = hasInitializers(way) ? [] : parameterNames.map((name) => [name, vector(parameters[name])]);
    const outputs = await session.run({ X: x, ...Object.fromEntries(fed) });

    const copyOf = (name: string) => Float32Array.from(outputs[name]!.data as Float32Array);
    const output = { shape: outputs.Y!.dims, data: copyOf('Y') };
    if (outputs.running_mean === undefined) return { output };
    return { output, runningMean: copyOf('running_mean'), runningVariance: copyOf('running_var') };
  };

  return {
    name: packageName,
    version: ort.env.versions[packageName === 'onnxruntime-node' ? 'node' : 'web'] ?? ort.env.versions.common,
    language: 'C++',
    dtype: 'float32',
    operations: ['training', 'inference'],
    conventions,
    ways: onnxWays,
    run,
    close: sessions.clear,
  };
}
