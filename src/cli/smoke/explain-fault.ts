/** Advice for faults of a subject process, by what their sentences say. */
interface Advice {
  readonly when: RegExp;
  readonly text: string;
}

const STDOUT =
  'Print nothing but replies to stdout. Send logs to stderr, and look for a library that prints (a banner, a progress bar, a warning).';

export const NO_LINE_FEED =
  'A reply is complete with the line feed at its end: write that too, and flush stdout after it.';

const advice: readonly Advice[] = [
  {
    when: /reply is not JSON: "[{[]"/,
    text: 'A reply is one line: write its JSON without indentation, with one line feed at its end.',
  },
  {
    when: /reply is not JSON: "\{'/,
    text: 'JSON has double quotes: in Python write json.dumps(reply), not str(reply) or print(reply).',
  },
  {
    when: /reply is not JSON: .*[ :,[]-?(NaN|Infinity|nan|inf)\b/,
    text: 'JSON has no NaN and no infinities: in tensors they travel as bytes, and elsewhere as text ("NaN").',
  },
  { when: /prints to stdout before|reply is not JSON|nobody asked for/, text: STDOUT },
  {
    when: /has seq undefined where/,
    text: 'Each reply to a run must repeat the seq of its request: {"seq": <the same number>, "result": {...}}.',
  },
  {
    when: /has seq "[^"]*" where/,
    text: 'seq is a number: repeat it as it came, and not as text.',
  },
  {
    when: /has seq \S+ where/,
    text: 'The reply belongs to another request. Answer each request before you read the next one, in their order, and repeat the seq of that request (do not count by yourself).',
  },
  {
    when: /as many as float64 values would have/,
    text: 'Convert to float32 before you take the bytes, or declare "dtype":"float64" in the start reply and in each tensor.',
  },
  {
    when: /as many as float32 values would have/,
    text: 'Convert to float64 before you take the bytes, or declare "dtype":"float32".',
  },
  {
    when: /is no base64|must be base64 text/,
    text: 'data is the standard base64 of the bytes, on one line: no hexadecimal, no list of numbers, no "data:" in front, and in Python .decode() rather than str() of the bytes.',
  },
  {
    when: /(float32|float64) needs \d+/,
    text: 'The bytes in data must fill the shape: send as many values as the product of its sizes.',
  },
  {
    when: /must have rank 1/,
    text: 'Send a vector with one entry per channel as a tensor of rank 1, whatever shape your library keeps it in.',
  },
  {
    when: /of shape \[.*\] for an input of shape/,
    text: 'output and gradInput have the shape of the input, axes in the same order.',
  },
  {
    when: /instead of (float32|float64) values/,
    text: "The dtype of each tensor that comes back must be the subject's own, from its start reply.",
  },
  {
    when: /gradGamma is missing|gradBeta is missing/,
    text: 'Give gradGamma and gradBeta wherever gamma and beta are given, or leave the operation out of capabilities.',
  },
  {
    when: /floods its output/,
    text: 'A reply must end with a line feed.',
  },
  {
    when: /must hold exactly one of result, skipped and error/,
    text: 'A reply holds the seq and one of result, skipped (you cannot do this one) and error (the arguments are bad).',
  },
  { when: /closed its standard input/, text: 'Read requests in a loop, until "stop" or the end of stdin.' },
  {
    when: /exited with code 0/,
    text: 'It ended by itself: read requests in a loop, until "stop" or the end of stdin.',
  },
  {
    when: /had begun a line/,
    text: NO_LINE_FEED,
  },
  {
    when: /did not answer within/,
    text: 'It stopped answering: read requests in a loop, one line at a time, and flush stdout after each reply.',
  },
  {
    when: /speaks version|protocol must be the version/,
    text: 'Answer "start" with "protocol":1 if this page of the protocol is what you wrote it from: spec/protocol.md.',
  },
];

/** A fault's sentence, and what to do about it where that is known. */
export function explainFault(sentence: string): string {
  const found = advice.find(({ when }) => when.test(sentence));
  return found === undefined ? sentence : `${sentence} ${found.text}`;
}
