import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { environmentFolder } from '../../adapters/outside/environment-folder.ts';
import { webnnEnvironment } from '../../adapters/outside/environments.ts';
import { outsidePlaces } from '../../cli/outside-places.ts';
import { committedVectors } from '../testing/committed.ts';
import { wptFiles } from './wpt.ts';

/** Where `bncheck matrix --setup webnn` puts a Chromium that has WebNN. */
const { environments } = outsidePlaces(process.cwd());
const packed = join(environmentFolder(webnnEnvironment, environments), 'package.json');

let browser: Browser | undefined;
let page: Page | undefined;

beforeAll(async () => {
  for (const executablePath of await candidates()) {
    browser = await chromium.launch({
      executablePath,
      args: ['--no-sandbox', '--enable-features=WebMachineLearningNeuralNetwork'],
    });
    const tried = await browser.newPage();
    await tried.route('**/*', (route) =>
      route.fulfill({ body: '<!doctype html>', contentType: 'text/html' }),
    );
    // Only a secure page has navigator.ml.
    await tried.goto('https://localhost/');
    const hasWebNN = await tried.evaluate(async () => {
      const { ml } = (globalThis as unknown as { navigator: { ml?: ModelContexts } }).navigator;
      return (await ml?.createContext({ deviceType: 'cpu' }).catch(() => undefined)) !== undefined;
    });
    if (hasWebNN) {
      page = tried;
      return;
    }
    await browser.close();
  }
});

afterAll(() => browser?.close());

async function candidates(): Promise<readonly string[]> {
  const own = process.env.BNCHECK_CHROMIUM ?? '/usr/bin/chromium';
  const found = existsSync(own) ? [own] : [];
  if (!existsSync(packed)) return found;
  const { default: carried } = await import(createRequire(packed).resolve('@sparticuz/chromium'));
  return [...found, await carried.executablePath()];
}

test('the exported script runs in a Chromium with WebNN, which stays within the tolerances', async (context) => {
  if (page === undefined) {
    context.skip('no Chromium here has WebNN: npx bncheck matrix --setup webnn brings one');
    return;
  }
  const { written, vectors } = wptFiles(committedVectors());
  expect(vectors).toBeGreaterThan(100);
  await page.evaluate(suiteOfOurOwn);
  await page.evaluate(written[0]!.content as string);
  const results = await page.evaluate(runAll);
  expect(results.length).toBe(vectors);
  expect(results.filter(({ wrong }) => wrong !== null)).toEqual([]);
});

test('the suite that stands in for resources/utils.js finds a graph whose epsilon is another', async (context) => {
  if (page === undefined) {
    context.skip('no Chromium here has WebNN: npx bncheck matrix --setup webnn brings one');
    return;
  }
  const { written } = wptFiles(committedVectors());
  await page.evaluate(suiteOfOurOwn);
  const text = (written[0]!.content as string).replaceAll(/"epsilon": [^\n]+/g, '"epsilon": 1000');
  await page.evaluate(text);
  const results = await page.evaluate(runAll);
  expect(results.filter(({ wrong }) => wrong !== null).length).toBeGreaterThan(results.length / 2);
});

interface ModelContexts {
  readonly createContext: (options: object) => Promise<unknown>;
}

interface Operand {
  readonly data: readonly number[];
  readonly descriptor: { readonly shape: readonly number[]; readonly dataType: string };
  readonly constant?: boolean;
}

interface Graph {
  readonly inputs: Readonly<Record<string, Operand>>;
  readonly operators: readonly {
    readonly name: string;
    readonly arguments: readonly Readonly<Record<string, unknown>>[];
    readonly outputs: string;
  }[];
  readonly expectedOutputs: Readonly<Record<string, Operand>>;
}

interface Collected {
  readonly test: { readonly name: string; readonly graph: Graph };
  readonly tolerance: { readonly metricType: string; readonly value: number };
}

/** Runs in the page: the names of the suite's own resources that the script uses, which here only collect. */
function suiteOfOurOwn(): void {
  const collected: Collected[] = [];
  Object.assign(globalThis, {
    collected,
    buildAndExecuteGraph: null,
    webnn_conformance_test: (
      _: unknown,
      toleranceOf: (graph: Graph) => Collected['tolerance'],
      one: Collected['test'],
    ) => collected.push({ test: one, tolerance: toleranceOf(one.graph) }),
  });
}

/** Runs in the page: builds each graph as its operators say, and compares as the suite does by ATOL. */
async function runAll(): Promise<readonly { readonly name: string; readonly wrong: string | null }[]> {
  // The types of WebNN are in no library of TypeScript.
  // biome-ignore lint/suspicious/noExplicitAny: see above
  const { collected, MLGraphBuilder, navigator } = globalThis as any;
  const context = await navigator.ml.createContext({ deviceType: 'cpu' });
  const run = async ({ test: { graph }, tolerance }: Collected): Promise<string | null> => {
    const builder = new MLGraphBuilder(context);
    const { data: given, descriptor } = graph.inputs.input!;
    const operands: Record<string, unknown> = {};
    for (const [name, { data, descriptor: own, constant }] of Object.entries(graph.inputs)) {
      operands[name] =
        constant === true ? builder.constant(own, Float32Array.from(data)) : builder.input(name, own);
    }
    const named = (value: unknown): unknown => {
      if (typeof value === 'string') return operands[value];
      if (typeof value !== 'object' || value === null) return value;
      return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, named(inner)]));
    };
    for (const { name, arguments: list, outputs } of graph.operators) {
      operands[outputs] = builder[name](...list.map((one) => named(Object.values(one)[0])));
    }
    const built = await builder.build({ output: operands.output });
    const from = await context.createTensor({ ...descriptor, writable: true });
    const to = await context.createTensor({ ...descriptor, readable: true });
    context.writeTensor(from, Float32Array.from(given));
    context.dispatch(built, { input: from }, { output: to });
    const output = new Float32Array(await context.readTensor(to));
    for (const one of [from, to, built]) one.destroy?.();
    const { data: wanted } = graph.expectedOutputs.output!;
    if (output.length !== wanted.length) return `${output.length} elements, not ${wanted.length}`;
    const at = wanted.findIndex((y, k) => !(Math.abs(output[k]! - y) <= tolerance.value));
    return at < 0 ? null : `[${at}] is ${output[at]}, not ${wanted[at]}, beyond ${tolerance.value}`;
  };
  const results = [];
  for (const one of collected as readonly Collected[]) {
    results.push({ name: one.test.name, wrong: await run(one).catch((error) => String(error)) });
  }
  return results;
}
