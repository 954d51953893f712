import { expect, test } from 'vitest';
import { importPeer, resolvePeer, versionOfPeer } from './peer.ts';

test('finds an installed package without loading it, and knows its version', () => {
  expect(resolvePeer('fast-check')).toMatch(/fast-check/);
  expect(versionOfPeer('fast-check')).toMatch(/^\d+\.\d+\.\d+/);
});

test('gives the package itself, whichever kind of module it is', async () => {
  const peer = await importPeer<typeof import('fast-check')>('fast-check', 'fast-check@4');
  expect(peer.sample(peer.constant(7), 1)).toEqual([7]);
});

test('says what to install where a package is missing', async () => {
  expect(resolvePeer('no-such-package-here')).toBeNull();
  expect(versionOfPeer('no-such-package-here')).toBeUndefined();
  const load = importPeer('no-such-package-here', 'no-such-package-here@1.2.3');
  await expect(load).rejects.toThrow('npm install no-such-package-here@1.2.3');
});
