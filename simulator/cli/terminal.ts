// The only file that touches the process: its streams, its signals, its end.

import { type Style, styleFor } from '../report/style.ts';
import { EXIT, type ExitCode } from './exit-code.ts';

const DEFAULT_COLUMNS = 100;

export interface Terminal {
  /** Results. */
  out(text: string): void;
  /** Diagnostics and progress. */
  err(text: string): void;
  readonly outStyle: Style;
  readonly errStyle: Style;
  /** Columns of standard output; 100 where it is no terminal, COLUMNS where that is set. */
  readonly columns: number;
  readonly errStream: NodeJS.WritableStream;
  /** Aborts at the first interrupt; the second one ends the process at once. */
  readonly interrupted: AbortSignal;
  /** Aborts once nobody reads the results any more. */
  readonly unread: AbortSignal;
  /** Resolves once the reader of the results has caught up. */
  drained(): Promise<void>;
}

export function openTerminal(): Terminal {
  const { stdout, stderr } = process;
  const unread = new AbortController();
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (unread.signal.aborted) return;
    unread.abort();
    // A reader that has seen enough, such as head, is no error; the verdict still is what the exit code says.
    if (error.code === 'EPIPE') return;
    stderr.write(`error the output cannot be written: ${error.message}\n`);
    process.exit(EXIT.environment);
  });
  stderr.on('error', () => {});
  const controller = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (controller.signal.aborted) process.exit(EXIT.interrupted);
      controller.abort();
    });
  }
  return {
    out: (text) => {
      if (!unread.signal.aborted) stdout.write(text);
    },
    drained: () =>
      stdout.writableNeedDrain && !unread.signal.aborted
        ? new Promise((resolve) => {
            stdout.once('drain', resolve);
            unread.signal.addEventListener('abort', () => resolve(), { once: true });
          })
        : Promise.resolve(),
    err: (text) => void stderr.write(text),
    outStyle: styleFor(stdout),
    errStyle: styleFor(stderr),
    columns: Math.max(40, stdout.columns ?? (Number(process.env.COLUMNS) || DEFAULT_COLUMNS)),
    errStream: stderr,
    interrupted: controller.signal,
    unread: unread.signal,
  };
}

/** The exit code for when nothing is left to do; the process ends by itself, so that nothing written is cut off. */
export function setExitCode(code: ExitCode): void {
  process.exitCode = code;
}

export function commandLineArguments(): string[] {
  return process.argv.slice(2);
}
