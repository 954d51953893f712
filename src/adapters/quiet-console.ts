const chatty = ['log', 'info', 'warn', 'debug'] as const;

/**
 * Does some work while what it says on the console is dropped: libraries greet on loading, and standard
 * output belongs to the report. Errors are thrown as ever.
 */
export async function withQuietConsole<T>(work: () => Promise<T>): Promise<T> {
  const spoken = chatty.map((method) => console[method]);
  for (const method of chatty) console[method] = () => {};
  try {
    return await work();
  } finally {
    chatty.forEach((method, k) => {
      console[method] = spoken[k]!;
    });
  }
}
