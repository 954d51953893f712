import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createContext, Script } from 'node:vm';
import { referenceOracle } from '../../reference/batch-norm.ts';
import { soundVariants } from '../../reference/variants/sound.ts';
import type { Case, Conventions, Request } from '../../spec/contract.ts';
import { profileOf } from '../../spec/conventions.ts';
import { packageRoot } from '../../src/fixture-format/package-root.ts';

/** What an example may leave out has a plain value: no gamma, no beta, running statistics 0 and 1. */
type ExampleCase = Partial<Record<keyof Case, unknown>> & { readonly input: ArrayLike<number> };

/** What the lines marked `// -> ` say, and what the lines above them give. */
export interface ExampleRun {
  readonly stated: readonly string[];
  readonly shown: readonly string[];
}

/**
 * Runs an example of the specification. Each line of the form `// -> value` states the value of the statement above it.
 *
 * An example may begin with lines `import { names } from 'module';`, where the module is a file named from the folder spec, or the
 * package itself. Without that it sees the float64 reference as `training`, `inference`, `trainingGradient` and `inferenceGradient`, which take a case
 * as plain arrays (rounded to float32) and conventions that differ from the paper's; the float32 implementation `run`, which
 * takes a request; `caseOf`, which makes the case of plain arrays; `refusal`, the message with which a function throws; and `sum`.
 *
 * @throws Error where a statement throws, or an import names what there is not.
 */
export async function runExample(code: string): Promise<ExampleRun> {
  const context = createContext({ ...exampleFunctions(), ...(await importedBy(code)) });
  const parts = code.replaceAll(importLine, '').split(/^\/\/ -> (.*)$/m);
  const stated = parts.filter((_, at) => at % 2 === 1);
  // What one part declares, the next ones see; the value of a part is that of its last statement.
  const shown = stated.map((_, k) => textOf(new Script(parts[2 * k]!).runInContext(context)));
  return { stated, shown };
}

/** The example with its stated values replaced by those that it gives. */
export async function restateExample(code: string): Promise<string> {
  const shown = [...(await runExample(code)).shown];
  return code.replaceAll(/^\/\/ -> .*$/gm, () => `// -> ${shown.shift()}`);
}

const importLine = /^import \{ ([\w, ]+) \} from '([^']+)';\n/gm;

/** The sources of what the package exports. */
const exported: Readonly<Record<string, string>> = {
  bncheck: 'src/cli/api.ts',
  'bncheck/kernels': 'src/kernels/index.ts',
};

async function importedBy(code: string): Promise<Record<string, unknown>> {
  const found: Record<string, unknown> = {};
  for (const [, names, module] of code.matchAll(importLine)) {
    const path = exported[module!] ?? join('spec', module!);
    const members = (await import(pathToFileURL(join(packageRoot(), path)).href)) as Record<string, unknown>;
    for (const name of names!.split(',').map((one) => one.trim())) {
      if (!(name in members)) throw new Error(`${path} exports no ${name}`);
      found[name] = members[name];
    }
  }
  return found;
}

function exampleFunctions() {
  const paper = profileOf('paper').conventions;
  const withDefaults = (operation: 'training' | 'inference' | 'trainingGradient' | 'inferenceGradient') => {
    return (given: ExampleCase, conventions: Partial<Conventions> = {}) =>
      referenceOracle[operation](caseOf(given), { ...paper, ...conventions });
  };
  const subject = soundVariants.find(({ id }) => id === 'two-pass-naive-sums')!.make();
  return {
    Float32Array,
    training: withDefaults('training'),
    inference: withDefaults('inference'),
    trainingGradient: withDefaults('trainingGradient'),
    inferenceGradient: withDefaults('inferenceGradient'),
    run: (request: Request) => subject.run(request),
    caseOf,
    refusal: (call: () => unknown) => refusal(call),
    sum: (values: Iterable<number>) => [...values].reduce((a, b) => a + b, 0),
  };
}

function caseOf(given: ExampleCase): Case {
  const channels = (given.shape as readonly number[] | undefined)?.[(given.channelAxis as number) ?? 1] ?? 1;
  const values = (name: keyof Case, absent: number) =>
    Float32Array.from((given[name] as number[] | undefined) ?? new Array<number>(channels).fill(absent));
  return {
    shape: [given.input.length, 1],
    channelAxis: 1,
    gradOutput: new Float32Array(given.input.length),
    epsilon: 0,
    exponentialAverageFactor: 0.25,
    variation: 0,
    ...given,
    input: Float32Array.from(given.input),
    ...(given.gradOutput === undefined ? {} : { gradOutput: values('gradOutput', 0) }),
    gamma: given.gamma == null ? null : values('gamma', 1),
    beta: given.beta == null ? null : values('beta', 0),
    runningMean: values('runningMean', 0),
    runningVariance: values('runningVariance', 1),
  } as Case;
}

function refusal(call: () => unknown): string {
  try {
    call();
  } catch (error) {
    return (error as Error).message;
  }
  return 'not refused';
}

/** Numbers in their shortest form that reads back as the same number, with the sign of zero; lists in brackets, fields in braces. */
function textOf(value: unknown): string {
  if (typeof value === 'number') return Object.is(value, -0) ? '-0' : String(value);
  if (ArrayBuffer.isView(value) || Array.isArray(value)) {
    return `[${Array.from(value as unknown as ArrayLike<number>, textOf).join(', ')}]`;
  }
  if (typeof value === 'object' && value !== null) {
    const fields = Object.entries(value).map(([name, field]) => `${name}: ${textOf(field)}`);
    return `{ ${fields.join(', ')} }`;
  }
  return JSON.stringify(value) ?? 'undefined';
}
