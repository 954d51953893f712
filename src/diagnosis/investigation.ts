import type { Oracle, Subject } from '../../spec/contract.ts';
import type { Aspect } from './aspect.ts';
import type { Dictionary } from './candidate.ts';
import type { Probe } from './probe.ts';
import { isWorthPutting, type Offer, probesOf, type Question } from './probes-of.ts';
import { type Recorded, record } from './record.ts';

/** A failing subject under questioning. */
export interface Investigation {
  readonly dictionary: Dictionary;
  readonly offer: Offer;
  readonly seed: number;
  /** The broken requirements, in the order of the run. */
  readonly broken: readonly string[];
  /** The aspects that the suite has checked: the others do not count. */
  readonly relevant: ReadonlySet<Aspect>;
  /** What was put to the subject so far. */
  readonly recorded: readonly Recorded[];
  /** Puts questions to the subject, as long as it answers and may be asked. */
  readonly ask: (questions: readonly Question[]) => Promise<void>;
  readonly put: (probe: Probe) => Promise<void>;
  /** True where an answer did not come: then nothing more is put. */
  readonly isLost: () => boolean;
}

export interface InvestigationOptions
  extends Pick<Investigation, 'dictionary' | 'seed' | 'broken' | 'relevant'> {
  readonly subject: Subject;
  readonly oracle: Oracle;
  readonly way: string | null;
  readonly timeoutMs: number;
  /** How many calls the subject may be asked to make. */
  readonly mostCalls: number;
}

/** Begins with no question asked; the sound candidate goes along from the first one on. */
export function investigate(options: InvestigationOptions): Investigation {
  const { subject, way, timeoutMs, mostCalls, dictionary, seed, broken, relevant, oracle } = options;
  const { operations, conventions } = subject;
  const offer = { operations, conventions, sound: dictionary.sound, oracle };
  const sound = dictionary.sound.make();
  const recorded: Recorded[] = [];
  let calls = 0;
  let lost = false;
  const put = async (probe: Probe) => {
    if (lost || calls + probe.calls.length > mostCalls || !isWorthPutting(probe, relevant)) return;
    calls += probe.calls.length;
    await subject.fresh?.();
    const one = await record(probe, subject, sound, conventions, { way, timeoutMs });
    recorded.push(one);
    lost ||= one.calls.some(({ seen }) => seen.answer === 'lost');
  };
  const ask = async (questions: readonly Question[]) => {
    for (const question of questions) for (const probe of await probesOf(question, offer)) await put(probe);
  };
  return { dictionary, offer, seed, broken, relevant, recorded, ask, put, isLost: () => lost };
}
