/**
 * A child and all that it started, wherever that went.
 *
 * A process that makes a session of its own leaves the group of the child, and after a double fork it has no parent left either. What it
 * keeps is its environment, so each child gets a name there that all of its descendants inherit. Only Linux shows the environments of
 * others (in /proc); elsewhere, and for a program that clears its environment, the group is all that is known.
 */
import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';

const VARIABLE = 'BNCHECK_FAMILY';

/** Who starts processes while all are killed is found in the next look; nobody outruns so many. */
const MOST_LOOKS = 20;

/** The name of one child's family. */
export function newFamily(): string {
  return randomUUID();
}

/** The environment of this process with the name of a family in it, beside those to which this process belongs itself. */
export function environmentOf(family: string): NodeJS.ProcessEnv {
  const { [VARIABLE]: own = '' } = process.env;
  return { ...process.env, [VARIABLE]: `${own} ${family}`.trim() };
}

/** Kills every living process of a family; does nothing where there is none, or where nobody can tell. */
export function killFamily(family: string): void {
  for (let looks = 0; looks < MOST_LOOKS; looks += 1) {
    const members = membersOf(family);
    if (members.length === 0) return;
    for (const pid of members) kill(pid);
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended meanwhile.
  }
}

function membersOf(family: string): readonly number[] {
  if (process.platform !== 'linux' || !existsSync('/proc')) return [];
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 0 && pid !== process.pid && belongsTo(pid, family));
}

/** What has ended and waits for its parent has no environment any more. */
function belongsTo(pid: number, family: string): boolean {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'latin1').includes(family);
  } catch {
    // It has ended, or belongs to another user.
    return false;
  }
}
