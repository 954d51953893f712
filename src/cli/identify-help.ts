/** What "bncheck identify --help" says after its options. */
export const IDENTIFY_HELP = `
Each question is one small probe, whose possible answers are thousands of error bounds apart; an answer is
given only where what came out is within the bound of it, and of no other:

  ✓  found, with the probe and how far off the next answer is
  ✗  answered, but like nothing that is known: a fault, or a dialect without a name
  –  could not tell: not offered, not shown, refused or broken

What every call states cannot be seen: the default of epsilon, of the averaging factor, of the initial state.

Examples:
  $ bncheck identify tfjs:cpu
  $ bncheck identify "cmd:python3 my_adapter.py" --json found.json
  $ bncheck check "cmd:python3 my_adapter.py" --profile found.json
  $ bncheck check ./my-batch-norm.ts --profile pytorch

The JSON's field "conventions" is what --profile takes; edit it where the answer is not what you mean to do.
"check" identifies by itself a subject that declares no conventions, and says so on the report.
`;
