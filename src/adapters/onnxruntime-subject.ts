import type { Conventions, Request, Result, Skipped, Subject, Values } from '../../spec/contract.ts';
import { chosenWay } from './chosen-way.ts';
import { loadOnnxEncoder, parameterNames } from './onnx-model.ts';
import {
  hasInitializers,
  keepsSession,
  onnxGraph,
  onnxParameters,
  onnxWays,
  whyNotInOnnx,
} from './onnxruntime-graph.ts';
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
 * A graph that is fed its parameters keeps its session, as in a program that runs one model again and again:
 * the fifty used last, until `close`. One with initializers is a model of its own: it is opened, run and
 * released; but for one way, in which the same model is run again within a case.
 */
export async function createOnnxruntimeSubject(packageName: OnnxruntimePackage): Promise<Subject> {
  const ort = await withQuietConsole(() => importPeer<Ort>(packageName, `${packageName}@1.30.0`));
  const encode = await loadOnnxEncoder();
  const open = (model: Uint8Array) => ort.InferenceSession.create(model, sessionOptions);
  const sessions = createSessionCache(keptSessions, open);
  const ownModels = createSessionCache(keptSessions, open);
  const vector = (values: Values) => new ort.Tensor('float32', values as Float32Array, [values.length]);

  const run = async (request: Request): Promise<Result | Skipped> => {
    if (request.operation !== 'training' && request.operation !== 'inference') {
      return { skipped: 'ONNX Runtime has no gradients of batch norm, and no layer with a state' };
    }
    const way = chosenWay(onnxWays, request.way);
    const skipped = whyNotInOnnx(request, way);
    if (skipped !== null) return { skipped };

    const parameters = onnxParameters(request);
    const model = encode(onnxGraph(request, way, parameters));
    const { data, shape } = request.input;
    const feeds = { X: new ort.Tensor('float32', data as Float32Array, [...shape]) };
    if (!keepsSession(way)) {
      const session = await open(model);
      return session
        .run(feeds)
        .then(resultOf)
        .finally(() => session.release());
    }
    if (hasInitializers(way)) return resultOf(await (await ownModels.get(model)).run(feeds));
    const session = await sessions.get(model);
    const fed = parameterNames.map((name) => [name, vector(parameters[name])]);
    return resultOf(await session.run({ ...feeds, ...Object.fromEntries(fed) }));
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
    fresh: ownModels.clear,
    close: async () => {
      await ownModels.clear();
      await sessions.clear();
    },
  };
}

type Outputs = import('onnxruntime-node').InferenceSession.ReturnType;

/** A copy of what the graph gives. */
function resultOf(outputs: Outputs): Result {
  const copyOf = (name: string) => Float32Array.from(outputs[name]!.data as Float32Array);
  const output = { shape: outputs.Y!.dims, data: copyOf('Y') };
  if (outputs.running_mean === undefined) return { output };
  return { output, runningMean: copyOf('running_mean'), runningVariance: copyOf('running_var') };
}
