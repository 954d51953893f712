import type { Aspect } from './aspect.ts';
import type { Candidate } from './candidate.ts';
import { differingAspects } from './differing-aspects.ts';
import { observe } from './observe.ts';
import type { Probe } from './probe.ts';
import type { Offer } from './probes-of.ts';

const here = { way: null, timeoutMs: Number.MAX_SAFE_INTEGER } as const;

/** True where two candidates, both fresh, differ at a probe in an aspect that counts, by the bounds around either. */
export async function differAt(
  probe: Probe,
  one: Candidate,
  other: Candidate,
  { sound, conventions }: Offer,
  relevant: ReadonlySet<Aspect>,
): Promise<boolean> {
  const a = await observe(one.make(), probe, here);
  const b = await observe(other.make(), probe, here);
  const right = await observe(sound.make(), probe, here);
  return probe.calls.some((call, k) => {
    if (!relevant.has(call.aspect)) return false;
    const bounds = call.bounds?.(conventions, right[k]!) ?? null;
    const around = differingAspects(call, a[k]!, b[k]!, right[k]!, bounds);
    const back = differingAspects(call, b[k]!, a[k]!, right[k]!, bounds);
    return around.some((aspect) => back.includes(aspect) && relevant.has(aspect));
  });
}
