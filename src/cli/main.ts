#!/usr/bin/env node
import { runCli } from './run-cli.ts';
import { terminalIo } from './terminal-io.ts';

// A reader that has seen enough (bncheck list | head) closes the pipe; that is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

process.exitCode = await runCli(process.argv.slice(2), terminalIo());
