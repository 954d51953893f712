import type { Conventions } from '../../spec/contract.ts';

/**
 * In which conventions a subject differs from those that it is judged by, as `name: value`. What an empty batch does is left
 * out: there is none here.
 */
export function differingConventions(own: Conventions, chosen: Conventions): readonly string[] {
  return (Object.keys(own) as (keyof Conventions)[])
    .filter((name) => name !== 'emptyBatch' && own[name] !== chosen[name])
    .map((name) => `${name}: ${own[name]}`);
}
