import { combined } from '../../reference/variants/combined.ts';
import { faultyVariants } from '../../reference/variants/faulty.ts';
import type { Variant } from '../../reference/variants/skeleton/define-variant.ts';
import { soundVariants } from '../../reference/variants/sound.ts';
import type { Conventions, Subject } from '../../spec/contract.ts';
import { kernelSubject } from '../../src/adapters/builtin-subjects.ts';
import { createKernels, supportedBuilds } from '../../src/kernels/fastest-kernels.ts';

/** A float32 batch norm that the playground can run. */
export interface Implementation {
  readonly id: string;
  readonly label: string;
  readonly group: 'Textbook' | 'Kernels of this library' | 'Faulty';
  readonly make: (conventions: Conventions) => Subject;
}

const variantOf = (id: string): Variant => {
  const found = [...soundVariants, ...faultyVariants].find((variant) => variant.id === id);
  if (found === undefined) throw new Error(`there is no variant ${id}`);
  return found;
};

const textbook = (id: string, label: string, variants: readonly string[]): Implementation => ({
  id,
  label,
  group: 'Textbook',
  make: (conventions) => combined(variants.map(variantOf), conventions),
});

/** Every implementation that this engine can run; the kernels follow conventions of their own. */
export function implementations(): readonly Implementation[] {
  const kernels = supportedBuilds().map(
    (build): Implementation => ({
      id: `kernel-${build}`,
      label: build === 'typescript' ? 'TypeScript' : `WebAssembly, ${build}`,
      group: 'Kernels of this library',
      make: () => kernelSubject(`kernel-${build}`, build, createKernels(build)),
    }),
  );
  const faulty = faultyVariants
    .map(
      (variant): Implementation => ({
        id: variant.id,
        label: variant.id,
        group: 'Faulty',
        make: (conventions) => combined([variant], conventions),
      }),
    )
    .sort((one, other) => one.id.localeCompare(other.id));
  return [
    ...kernels,
    textbook('two-pass', 'two passes', []),
    textbook('welford', 'Welford, one pass', ['welford']),
    textbook('one-pass', 'one pass, E[x²] − E[x]² (wrong)', ['one-pass-variance']),
    ...faulty,
  ];
}
