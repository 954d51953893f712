/** Whether two SUBJECTs of the command line name the same: `./a.ts` is `a.ts`. */
export function sameSubject(one: string, other: string): boolean {
  return plainPath(one) === plainPath(other);
}

function plainPath(subject: string): string {
  return subject.replace(/^(\.\/+)+/, '');
}
