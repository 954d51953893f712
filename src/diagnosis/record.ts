import type { Conventions, Subject } from '../../spec/contract.ts';
import type { Aspect } from './aspect.ts';
import { differingAspects } from './differing-aspects.ts';
import { type ObserveOptions, observe } from './observe.ts';
import type { Observation } from './observation.ts';
import type { Bounds, Probe, ProbeCall } from './probe.ts';

/** One call as the subject and a sound one answered it. */
export interface RecordedCall {
  readonly call: ProbeCall;
  readonly seen: Observation;
  readonly sound: Observation;
  readonly bounds: Bounds | null;
  /** The aspects in which the subject is not sound here. */
  readonly wrong: readonly Aspect[];
}

/** A probe that was put to the subject. */
export interface Recorded {
  readonly probe: Probe;
  readonly calls: readonly RecordedCall[];
}

/** The probe with what was seen of the subject and of a sound one. */
export async function record(
  probe: Probe,
  subject: Subject,
  sound: Subject,
  conventions: Conventions,
  options: ObserveOptions,
): Promise<Recorded> {
  const seen = await observe(subject, probe, options);
  const expected = await observe(sound, probe, { ...options, way: null });
  const calls = probe.calls.map((call, k): RecordedCall => {
    const bounds = call.bounds?.(conventions, expected[k]!) ?? null;
    const wrong = differingAspects(call, seen[k]!, expected[k]!, expected[k]!, bounds);
    return { call, seen: seen[k]!, sound: expected[k]!, bounds, wrong };
  });
  return { probe, calls };
}
