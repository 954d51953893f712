/** Whether there is something to wait for; a field `then` that is no function is only a field. */
export function isPromise<T>(value: T | Promise<T>): value is Promise<T> {
  if (value === null || (typeof value !== 'object' && typeof value !== 'function')) return false;
  return 'then' in value && typeof value.then === 'function';
}
