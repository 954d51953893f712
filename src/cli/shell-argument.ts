/** An argument as it is typed into a POSIX shell: in quotes where it needs them. */
export function shellArgument(argument: string): string {
  return /^[\w@%+=:,./-]+$/.test(argument) ? argument : `'${argument.replaceAll("'", "'\\''")}'`;
}
