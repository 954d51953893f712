export interface KernelBuild {
  readonly file: string;
  readonly constant: string;
  readonly options: readonly string[];
}
export declare const builds: readonly KernelBuild[];
export declare const generated: string;
export declare function sourceHash(): string;
export declare function compileKernels(build: KernelBuild): Promise<string>;
