import { protocolError } from '../protocol/protocol-error.ts';

/** Cuts a stream of bytes into lines of text. */
export interface LineSplitter {
  /** The lines that this chunk completes, without their line feeds. */
  readonly push: (chunk: Buffer) => readonly string[];
  /** The bytes of the line that has begun and not ended, decoded with replacement characters. */
  readonly unfinished: () => string;
}

const LINE_FEED = 0x0a;

/**
 * A splitter whose `push` throws a ProtocolError for a line above `maxBytes` (ended or not) and for one that is
 * not UTF-8. It keeps no more than `maxBytes` and one chunk.
 */
export function createLineSplitter(maxBytes: number): LineSplitter {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let pieces: Buffer[] = [];
  let size = 0;

  const keep = (piece: Buffer): void => {
    size += piece.length;
    if (size > maxBytes) {
      throw protocolError(`The subject floods its output: one line is longer than ${maxBytes} bytes.`);
    }
    pieces.push(piece);
  };

  const finish = (): string => {
    const bytes = pieces.length === 1 ? pieces[0]! : Buffer.concat(pieces);
    pieces = [];
    size = 0;
    try {
      return decoder.decode(bytes);
    } catch {
      const start = JSON.stringify(bytes.toString('utf8', 0, 80));
      throw protocolError(`The subject's reply is not valid UTF-8; it starts ${start}.`);
    }
  };

  return {
    push: (chunk) => {
      const lines: string[] = [];
      let start = 0;
      for (let end = chunk.indexOf(LINE_FEED); end !== -1; end = chunk.indexOf(LINE_FEED, start)) {
        keep(chunk.subarray(start, end));
        lines.push(finish());
        start = end + 1;
      }
      if (start < chunk.length) keep(chunk.subarray(start));
      return lines;
    },
    unfinished: () => Buffer.concat(pieces).toString('utf8'),
  };
}
