// The only file that touches the process: its streams, its signals, its end.

import { isatty } from 'node:tty';
import { type Style, styleFor } from '../report/style.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { inForeground } from './live/foreground.ts';
import { Keyboard } from './live/keyboard.ts';
import { Screen } from './live/screen.ts';
import { showsMarks, withPlainMarks } from './plain-marks.ts';

const DEFAULT_COLUMNS = 100;
const NARROWEST = 20;
/** Wider lines nobody reads, and each of them takes room. */
const WIDEST = 1_000;

export interface Terminal {
  /** Results for people: marks are plain ASCII where the locale has no others. */
  out(text: string): void;
  /** Results for machines, as they are. */
  document(text: string | Uint8Array): void;
  /** Diagnostics and progress. */
  err(text: string): void;
  readonly outStyle: Style;
  readonly errStyle: Style;
  /** Columns of standard output; 100 where it is no terminal, COLUMNS where that is set; from 20 to 1000. */
  readonly columns: number;
  readonly errStream: NodeJS.WritableStream;
  /** The lower end of the terminal behind standard error; null where it is none. Whatever is written takes away what is drawn. */
  readonly screen: Screen | null;
  /** Null where nobody can type. */
  readonly keyboard: Keyboard | null;
  /** What stands in standard input; null where it is more than so many bytes, `terminal` where nothing is piped into it. */
  input(mostBytes: number): Promise<Uint8Array | null | 'terminal'>;
  /** The folder where ocs-sim runs. Throws where it is not there any more. */
  readonly folder: string;
  /** The variables of the process: options, and secrets that are referred to by name. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Aborts at the first interrupt; the second one ends the process at once. */
  readonly interrupted: AbortSignal;
  /** As if Ctrl-C had been pressed. */
  interrupt(): void;
  /** Aborts once nobody reads the results any more. */
  readonly unread: AbortSignal;
  /** Resolves once the reader of the results has caught up. */
  drained(): Promise<void>;
  /** Called as the last thing before the process ends, whatever ends it but a kill; with the exception that nobody caught, if any. */
  atEnd(last: (error: Error | null) => void): void;
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
  /** Shared by all who wait: many notifications may be due at one instant. */
  let draining: Promise<void> | null = null;
  const controller = new AbortController();
  const interrupt = (): void => {
    if (controller.signal.aborted) process.exit(EXIT.interrupted);
    controller.abort();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, interrupt);
  }
  let uncaught: Error | null = null;
  process.on('uncaughtException', (error) => {
    uncaught = error;
    try {
      stderr.write(`internal error ${error.stack}\n`);
    } finally {
      process.exit(EXIT.environment);
    }
  });
  const shown = showsMarks(process.env) ? (text: string): string => text : withPlainMarks;
  const live = openLive(interrupt, shown);
  const { screen } = live;
  const write = (text: string | Uint8Array): void => {
    screen?.hide();
    if (!unread.signal.aborted) stdout.write(text);
  };
  return {
    out: (text) => write(shown(text)),
    document: write,
    input: readInput,
    drained: () => {
      if (!stdout.writableNeedDrain || unread.signal.aborted) return Promise.resolve();
      draining ??= new Promise((resolve) => {
        const end = (): void => {
          draining = null;
          resolve();
        };
        stdout.once('drain', end);
        unread.signal.addEventListener('abort', end, { once: true });
      });
      return draining;
    },
    err: (text) => {
      screen?.hide();
      stderr.write(shown(text));
    },
    atEnd: (last) => {
      process.on('exit', () => last(uncaught));
    },
    outStyle: styleFor(stdout),
    errStyle: styleFor(stderr),
    get columns() {
      const columns = Math.floor(stdout.columns || Number(process.env.COLUMNS) || DEFAULT_COLUMNS);
      return Math.min(Math.max(NARROWEST, columns), WIDEST);
    },
    errStream: stderr,
    screen,
    get keyboard() {
      return live.keyboard();
    },
    get folder() {
      return process.cwd();
    },
    environment: process.env,
    interrupted: controller.signal,
    interrupt,
    unread: unread.signal,
  };
}

/** What is drawn and typed at a terminal; the terminal is left as it was found, also where the process is ended or suspended. */
function openLive(
  interrupt: () => void,
  shown: (text: string) => string,
): {
  readonly screen: Screen | null;
  readonly keyboard: () => Keyboard | null;
} {
  const { stderr } = process;
  const screen = stderr.isTTY ? new Screen(stderr, shown, inForeground) : null;
  const suspend = (): void => {
    screen?.hide();
    keyboard?.restore();
    process.off('SIGTSTP', suspend);
    process.kill(process.pid, 'SIGTSTP');
  };
  const typing = isatty(0);
  let keyboard: Keyboard | null = null;
  // Made when it is asked for, because to open standard input takes time.
  const openKeyboard = (): Keyboard | null => {
    if (!typing) return null;
    keyboard ??= new Keyboard(process.stdin, {
      interrupt,
      inForeground,
      // As the terminal does it: all that this was started with, npx for example, is meant.
      suspend: () => void process.kill(0, 'SIGTSTP'),
      quit: () => void process.kill(0, 'SIGQUIT'),
    });
    return keyboard;
  };
  if (screen === null && !typing) return { screen, keyboard: openKeyboard };
  process.on('SIGTSTP', suspend);
  process.on('SIGCONT', () => {
    process.off('SIGTSTP', suspend);
    process.on('SIGTSTP', suspend);
    screen?.forget();
    keyboard?.continued();
  });
  process.on('exit', () => {
    screen?.hide();
    keyboard?.restore();
  });
  return { screen, keyboard: openKeyboard };
}

async function readInput(mostBytes: number): Promise<Uint8Array | null | 'terminal'> {
  if (process.stdin.isTTY) return 'terminal';
  const chunks: Buffer[] = [];
  let total = 0;
  for await (const chunk of process.stdin) {
    total += (chunk as Buffer).length;
    if (total > mostBytes) return null;
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}

/** The exit code for when nothing is left to do; the process ends by itself, so that nothing written is cut off. */
export function setExitCode(code: ExitCode): void {
  process.exitCode = code;
}

export function commandLineArguments(): string[] {
  return process.argv.slice(2);
}
