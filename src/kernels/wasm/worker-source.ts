import type { Memory, Module } from './web-assembly.ts';

/** What a worker is started with. */
export interface WorkerData {
  readonly module: Module;
  readonly memory: Memory;
  /** Address of the control block: generation, remaining, finished, call, items. */
  readonly control: number;
}

/**
 * The program of a worker, as text, so that it needs no file that a bundler would have to find. It spins for a moment before it
 * sleeps: the stages of a call follow each other closely.
 */
const program = `
  const serve = ({ module, memory, control }) => {
    const { item } = new WebAssembly.Instance(module, { env: { memory } }).exports;
    const words = new Int32Array(memory.buffer, control, 16);
    let seen = 0;
    for (;;) {
      for (let spin = 0; spin < 20000 && Atomics.load(words, 0) === seen; spin++);
      Atomics.wait(words, 0, seen);
      seen = Atomics.load(words, 0);
      if (seen === -1) return;
      for (let left = Atomics.sub(words, 1, 1); left > 0; left = Atomics.sub(words, 1, 1)) {
        item(Atomics.load(words, 3), Atomics.load(words, 4) - left);
        Atomics.add(words, 2, 1);
      }
    }
  };
`;

interface NodeWorkerThreads {
  readonly Worker: new (
    source: string,
    options: object,
  ) => { readonly unref: () => void; readonly terminate: () => Promise<number> };
}

interface PageWorker {
  readonly postMessage: (data: WorkerData) => void;
  readonly terminate: () => void;
}

interface Surroundings {
  readonly process?: { readonly getBuiltinModule?: (name: string) => NodeWorkerThreads | undefined };
  readonly Worker?: new (url: string) => PageWorker;
  /** False on a page whose headers do not let it share memory with its workers. */
  readonly crossOriginIsolated?: boolean;
}

/**
 * Starts a worker, in Node or on a page, and gives the function that ends it.
 *
 * @throws Error where there are no workers, or the page may not share memory with them.
 */
export function startWorker(data: WorkerData): () => Promise<void> {
  const { process, Worker, crossOriginIsolated } = globalThis as Surroundings;
  const threads = process?.getBuiltinModule?.('node:worker_threads');
  if (threads !== undefined) {
    const source = `${program} serve(require('node:worker_threads').workerData);`;
    const worker = new threads.Worker(source, { eval: true, workerData: data });
    // A program that is done is not kept alive by threads that wait.
    worker.unref();
    return async () => {
      await worker.terminate();
    };
  }
  if (Worker === undefined) throw new Error('this engine has no workers; use one thread');
  if (crossOriginIsolated === false) {
    throw new Error(
      'several threads need shared memory, so the page must be cross-origin isolated: send it with the headers ' +
        '"Cross-Origin-Opener-Policy: same-origin" and "Cross-Origin-Embedder-Policy: require-corp", or use one thread',
    );
  }
  const source = `${program} onmessage = ({ data }) => { serve(data); close(); };`;
  const url = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
  const worker = new Worker(url);
  worker.postMessage(data);
  return async () => {
    worker.terminate();
    URL.revokeObjectURL(url);
  };
}
