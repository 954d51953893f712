import { describe, expect, it } from 'vitest';
import { typescriptSubject } from '../adapters/builtin-subjects.ts';
import { check, identify } from './api.ts';

describe('the programming interface', () => {
  it('checks a subject and gives the result as a value', async () => {
    const only = ['BN-TRAIN-OUTPUT', 'BN-INFER-OUTPUT'];
    const result = await check(typescriptSubject(), { tier: 'smoke', runs: 5, only });
    expect(result.outcomes.map(({ requirement }) => requirement)).toEqual(only);
    expect(result.conformant).toBe(true);
  });

  it('finds a planted fault', async () => {
    const sound = typescriptSubject();
    const lying = {
      ...sound,
      run: (request: Parameters<typeof sound.run>[0]) => sound.run({ ...request, epsilon: 0.25 }),
    };
    const result = await check(lying, { tier: 'smoke', runs: 10, only: ['BN-INFER-OUTPUT'] });
    expect(result.conformant).toBe(false);
    expect(result.outcomes[0]?.counterexample?.case.input.length).toBe(1);
  });

  it('names the fault where it is asked to', async () => {
    const sound = typescriptSubject();
    const twice = {
      ...sound,
      run: (request: Parameters<typeof sound.run>[0]) =>
        sound.run({ ...request, epsilon: 2 * request.epsilon }),
    };
    const options = { tier: 'smoke', runs: 10, only: ['BN-INFER-OUTPUT'], diagnosis: true } as const;
    expect((await check(twice, options)).diagnosis).toMatchObject({ name: 'epsilon-added-twice' });
    expect((await check(sound, options)).diagnosis).toBeNull();
  });

  it('identifies a subject', async () => {
    const subject = typescriptSubject();
    const { conventions, settled, calls } = await identify(subject);
    expect(conventions).toEqual(subject.conventions);
    expect(settled).toHaveLength(6);
    expect(calls).toBeLessThanOrEqual(64);
  });

  it('refuses an unknown requirement with its name', async () => {
    await expect(check(typescriptSubject(), { only: ['BN-NOTHING'] })).rejects.toThrow('BN-NOTHING');
  });
});
