/**
 * Opens a page with a library in Chromium and hands it bncheck's requests:
 *
 *     node adapter.mjs FOLDER NAME
 *
 * FOLDER holds the node_modules with the library and with playwright-core; NAME is one of the pages below. The page answers
 * in the module that stands beside this file. BNCHECK_CHROMIUM names another Chromium than Debian's; WebGL and WebGPU run on
 * SwiftShader, which computes them on the CPU, so that results do not depend on a graphics card.
 */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { extname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const PAGES = {
  'tfjs:webgl': { module: 'tfjs_page.mjs', kind: 'webgl' },
  'tfjs:webgpu': { module: 'tfjs_page.mjs', kind: 'webgpu' },
  webnn: { module: 'webnn_page.mjs', kind: 'cpu', carried: true },
  'onnxruntime-web:page': { module: 'onnxruntime_page.mjs', kind: 'wasm' },
  'onnxruntime-web:webgl': { module: 'onnxruntime_page.mjs', kind: 'webgl' },
  'onnxruntime-web:webgpu': { module: 'onnxruntime_page.mjs', kind: 'webgpu' },
  'onnxruntime-web:webnn': { module: 'onnxruntime_page.mjs', kind: 'webnn', carried: true },
};
const ARGS = [
  '--no-sandbox',
  '--enable-unsafe-webgpu',
  '--use-webgpu-adapter=swiftshader',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--ignore-gpu-blocklist',
  '--enable-features=Vulkan,WebMachineLearningNeuralNetwork',
];
const TYPES = { '.js': 'text/javascript', '.mjs': 'text/javascript', '.wasm': 'application/wasm' };
const ORIGIN = 'https://localhost/';

const [folder, name] = process.argv.slice(2);
const require = createRequire(join(folder, 'package.json'));
const { chromium } = require('playwright-core');
const { module, kind, carried = false } = PAGES[name];

/** Chromium without WebNN is the rule; one that has it comes in a package. */
async function executable() {
  if (!carried) return process.env.BNCHECK_CHROMIUM ?? '/usr/bin/chromium';
  const { default: packed } = await import(require.resolve('@sparticuz/chromium'));
  return packed.executablePath();
}

/** Answers from the folder of packages, or of adapters, and from nowhere else: the page has no network. */
async function answer(route) {
  const path = new URL(route.request().url()).pathname;
  const from = path.startsWith('/node_modules/')
    ? join(folder, path)
    : fileURLToPath(new URL(`.${path}`, import.meta.url));
  if (path === '/') return route.fulfill({ body: '<!doctype html>', contentType: 'text/html' });
  const body = await readFile(from).catch(() => null);
  return body === null
    ? route.abort()
    : route.fulfill({ body, contentType: TYPES[extname(path)] ?? 'text/plain' });
}

const browser = await chromium.launch({ executablePath: await executable(), args: ARGS });
const page = await browser.newPage();
page.on('console', (message) => console.error(message.text()));
await page.route('**/*', answer);
await page.goto(ORIGIN);
const open = async ([url, kind]) => {
  const { open } = await import(url);
  globalThis.subject = await open(kind);
  return globalThis.subject.about;
};
const about = await page.evaluate(open, [`/${module}`, kind]);
const version = `${about.version} in Chromium ${browser.version()}`;

for await (const line of createInterface({ input: process.stdin })) {
  const message = JSON.parse(line);
  if (message.cmd === 'stop') break;
  const reply =
    message.cmd === 'start'
      ? { protocol: 1, language: 'JavaScript', dtype: 'float32', ...about, name, version }
      : await page.evaluate((message) => globalThis.subject.reply(message), message);
  console.log(JSON.stringify(reply));
}
await browser.close();
