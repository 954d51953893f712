import { describe, expect, it } from 'vitest';
import { repeatByWeight } from './weights.ts';

describe('repeatByWeight', () => {
  const weights = { often: 3, seldom: 1 };

  it('repeats each allowed name by its weight', () => {
    expect(repeatByWeight(weights)).toEqual(['often', 'often', 'often', 'seldom']);
    expect(repeatByWeight(weights, ['seldom'])).toEqual(['seldom']);
  });

  it('refuses unknown names and an empty choice, and says so', () => {
    expect(() => repeatByWeight<string>(weights, ['never'])).toThrow("There is no choice 'never'");
    expect(() => repeatByWeight(weights, [])).toThrow('No choice is left');
  });
});
