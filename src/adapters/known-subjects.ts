import type { Subject } from '../../spec/contract.ts';
import { createJaxJsSubject } from './jax-js-subject.ts';
import { createOnnxruntimeSubject } from './onnxruntime-subject.ts';
import { resolvePeer } from './peer.ts';
import { tfjsPackages } from './tfjs-library.ts';
import { createTfjsSubject } from './tfjs-subject.ts';

/** A library that bncheck can test by name, where its packages are installed. */
export interface KnownSubject {
  readonly name: string;
  readonly title: string;
  readonly packages: readonly string[];
  /** Whether all packages are found; loads none of them. */
  readonly isInstalled: () => boolean;
  /** Loads the library; rejects, with what to install, where a package is missing. */
  readonly create: () => Promise<Subject>;
}

function known(given: Omit<KnownSubject, 'isInstalled'>): KnownSubject {
  return { ...given, isInstalled: () => given.packages.every((name) => resolvePeer(name) !== null) };
}

export const knownSubjects: readonly KnownSubject[] = [
  known({
    name: 'tfjs:cpu',
    title: 'TensorFlow.js, cpu backend',
    packages: tfjsPackages('cpu'),
    create: () => createTfjsSubject('cpu'),
  }),
  known({
    name: 'tfjs:wasm',
    title: 'TensorFlow.js, WebAssembly backend',
    packages: tfjsPackages('wasm'),
    create: () => createTfjsSubject('wasm'),
  }),
  known({
    name: 'onnxruntime-node',
    title: 'ONNX Runtime for Node, CPU provider',
    packages: ['onnxruntime-node', 'protobufjs'],
    create: () => createOnnxruntimeSubject('onnxruntime-node'),
  }),
  known({
    name: 'onnxruntime-web',
    title: 'ONNX Runtime Web, WebAssembly',
    packages: ['onnxruntime-web', 'protobufjs'],
    create: () => createOnnxruntimeSubject('onnxruntime-web'),
  }),
  known({
    name: 'jax-js',
    title: 'jax-js, wasm device (its default)',
    packages: ['@jax-js/jax'],
    create: () => createJaxJsSubject('jax-js', 'wasm'),
  }),
  known({
    name: 'jax-js:cpu',
    title: 'jax-js, cpu device',
    packages: ['@jax-js/jax'],
    create: () => createJaxJsSubject('jax-js:cpu', 'cpu'),
  }),
];
