export function bundleEntries(entries: readonly string[], folder: string): Promise<void>;
