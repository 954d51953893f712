import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { loadModuleSubject } from './module-subject.ts';
import { oneValueRequest } from './testing/one-value-request.ts';

const folder = mkdtempSync(join(tmpdir(), 'bncheck-module-subject-'));
afterAll(() => rmSync(folder, { recursive: true }));

let written = 0;

/** Writes a module, each time in a file of its own, since modules are loaded once. */
function moduleWith(source: string, extension = 'mjs', name = `module-${written + 1}`): string {
  written += 1;
  const path = join(folder, `${name}.${extension}`);
  writeFileSync(path, source);
  return path;
}

const inference = 'inference: ({ input }) => ({ output: input })';
const answer = { output: oneValueRequest.input };

describe('a subject is found', () => {
  it.each([
    ['the named export of an .mjs file', 'mjs', `export const subject = { ${inference} };`],
    ['the default export of an .mjs file', 'mjs', `export default { ${inference} };`],
    ['what a function gives', 'mjs', `export default () => ({ ${inference} });`],
    ['what an asynchronous function gives', 'mjs', `export const subject = async () => ({ ${inference} });`],
    ['the exports of a .cjs file', 'cjs', `module.exports = { ${inference} };`],
    ['the named export of a .cjs file', 'cjs', `exports['sub' + 'ject'] = { ${inference} };`],
    [
      'the named export of a .ts file',
      'ts',
      'interface Asked { input: object }\nexport const subject = { inference: (asked: Asked) => ({ output: asked.input }) };',
    ],
    ['the default export of an .mts file', 'mts', `export default { ${inference} } as const;`],
  ])('as %s', async (_, extension, source) => {
    const subject = await loadModuleSubject(moduleWith(source, extension));
    expect(subject.operations).toEqual(['inference']);
    expect(await subject.run(oneValueRequest)).toEqual(answer);
  });

  it('with the file name for its name, and with defaults for the rest', async () => {
    const subject = await loadModuleSubject(moduleWith(`export default { ${inference} };`, 'mjs', 'my-norm'));
    expect(subject).toMatchObject({ name: 'my-norm', dtype: 'float32' });
    expect(subject.conventions).toMatchObject({ epsilonPlacement: 'inside', oneElement: 'define' });
    expect(subject).not.toHaveProperty('close');
  });

  it('with all that it declares', async () => {
    const declared = {
      name: 'n',
      version: '2',
      language: 'l',
      dtype: 'float64',
      operations: ['training', 'inference'],
      ways: ['fused'],
    };
    const conventions = { runningVarianceCorrection: 1, epsilonFloor: 0.25 };
    const source = `export default { ...${JSON.stringify({ ...declared, conventions })}, run: ({ input }) => ({ output: input }) };`;
    const subject = await loadModuleSubject(moduleWith(source));
    expect(subject).toMatchObject({ ...declared, conventions });
    expect(await subject.run(oneValueRequest)).toEqual(answer);
  });

  it('as an object that keeps its state in this, and can be closed', async () => {
    const source = `class Norm {
      count = 0;
      inference({ input }) { this.count += 1; return { output: input, count: this.count }; }
      close() { globalThis.closedAfter = this.count; }
    }
    export default new Norm();`;
    const subject = await loadModuleSubject(moduleWith(source));
    await subject.run(oneValueRequest);
    expect(await subject.run(oneValueRequest)).toEqual({ ...answer, count: 2 });
    await subject.close?.();
    expect(globalThis).toHaveProperty('closedAfter', 2);
  });

  it('and may declare no conventions, which are then found out', async () => {
    const undeclared = await loadModuleSubject(moduleWith('export default { training() {} };'));
    expect(undeclared.conventionsDeclared).toBe(false);
    const declaring = await loadModuleSubject(
      moduleWith(`export default { ${inference}, conventions: {} };`),
    );
    expect(declaring.conventionsDeclared).toBe(true);
  });

  it('and skips what it has no function for', async () => {
    const subject = await loadModuleSubject(moduleWith(`export default { ${inference} };`));
    const { runningMean, runningVariance, ...rest } = oneValueRequest;
    const request = { ...rest, operation: 'trainingGradient', gradOutput: rest.input } as const;
    expect(await subject.run(request)).toEqual({ skipped: 'no function trainingGradient' });
  });
});

describe('a module that is wrong is refused in a sentence that names the file', () => {
  it.each([
    ['export const other = 1;', 'exports no subject: it needs "export const subject" or "export default"'],
    ['export default 7;', 'is wrong: must be an object, not 7.'],
    ['export default () => undefined;', 'is wrong: is missing; it must be an object.'],
    ['export default {};', 'is wrong: it must have a function run, or one of training, inference,'],
    ['export default { inference: 3 };', 'is wrong: inference must be a function of the request, not 3.'],
    ['export default { run() {} };', 'is wrong: beside run, it must list its operations (of training,'],
    ['export default { run() {}, operations: ["fly"] };', 'is wrong: operations[0] must be one of training,'],
    [
      'export default { inference() {}, operations: ["training"] };',
      'is wrong: it lists the operation training, but has neither run nor a function training.',
    ],
    [
      'export default { training() {}, conventions: {} };',
      'is wrong: conventions.runningVarianceCorrection must be declared',
    ],
    [
      'export default { inference() {}, dtype: "half" };',
      'is wrong: dtype must be "float32", "float64", "float16" or "bfloat16", not "half".',
    ],
    [
      'export default { inference() {}, conventions: { epsilonPlacment: "inside" } };',
      'is wrong: conventions.epsilonPlacment is not a known convention.',
    ],
    ['export default { inference() {}, close: 1 };', 'is wrong: close must be a function, not 1.'],
  ])('%s', async (source, rule) => {
    const path = moduleWith(source);
    const refusal = loadModuleSubject(path);
    await expect(refusal).rejects.toThrow(rule);
    await expect(refusal).rejects.toThrow(JSON.stringify(path));
  });

  it('where there is no such file', async () => {
    await expect(loadModuleSubject('no/such.mjs')).rejects.toThrow('There is no file "no/such.mjs".');
  });

  it('where the file is no module', async () => {
    await expect(loadModuleSubject('norm.py')).rejects.toThrow(
      '"norm.py" is not a module that can be loaded: its name must end in one of .js, .mjs, .cjs, .ts, .mts.',
    );
  });

  it('where the module itself throws', async () => {
    const path = moduleWith('throw new Error("no GPU");');
    await expect(loadModuleSubject(path)).rejects.toThrow(
      `The module ${JSON.stringify(path)} cannot be loaded: no GPU`,
    );
  });
});
