import type { PropertyFindings } from '../harness/property-findings.ts';
import type { CheckedSubject, FindingsOf, Job } from './job.ts';

/** What a worker tells the process that started it, by structured clone. */
export type WorkerMessage =
  | { readonly kind: 'turn'; readonly part: string; readonly done: number; readonly total: number }
  | { readonly kind: 'opened'; readonly subject: CheckedSubject }
  | { readonly kind: 'finished'; readonly findings: PropertyFindings }
  | { readonly kind: 'variant'; readonly id: string }
  /** It still makes calls; at most one such message a second. */
  | { readonly kind: 'alive' }
  | { readonly kind: 'findings'; readonly findings: FindingsOf[Job['task']] }
  /** It could not run; one sentence. */
  | { readonly kind: 'problem'; readonly sentence: string };
