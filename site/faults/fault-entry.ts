/** One faulty variant in the list of all. */
export interface FaultEntry {
  readonly id: string;
  readonly symptom: string;
  /** The requirement that it was written to break. */
  readonly breaks: string;
  /** The page that shows it. */
  readonly room: string;
  /** Where it was seen in a real implementation; empty where nowhere. */
  readonly evidence: string;
  /** The requirement that noticed it first. */
  readonly caughtBy: string;
  /** Cases that the suite had tried by then. */
  readonly cases: number;
  /** Elements of the smallest counterexample. */
  readonly elements: number;
  readonly message: string;
}
