// The only file that starts other programs.

import { type ChildProcess, spawn } from 'node:child_process';
import { Readable } from 'node:stream';
import { harmless } from '../../receiver/document/harmless.ts';
import type { Timer } from '../time/clock.ts';
import { afterHostMs } from '../time/host-time.ts';
import { INTERRUPTED } from './interruptible.ts';
import { StoreFailure } from './store.ts';

/** Characters of one line: a notification has a few thousand. */
const LONGEST_LINE = 64 * 1024 * 1024;
/** Characters of a program's standard error that are kept, and lines of it that are shown. */
const KEPT = 8_000;
const SHOWN_LINES = 5;

/** How a program is run. */
export interface ProgramSettings {
  /** The program and its arguments. No shell reads them. */
  readonly command: readonly string[];
  /** It is killed when it prints nothing, and does not end, for so many real milliseconds. */
  readonly silentMs: number;
  /** It is killed when it has printed so many lines. */
  readonly mostLines: number;
  /** Takes secrets out of what it said. */
  readonly redact: (text: string) => string;
  /** At which it is killed, and the reading fails. */
  readonly signal?: AbortSignal;
}

/** A line of what a program printed, numbered from 1. */
export interface ProgramLine {
  readonly number: number;
  readonly text: string;
}

/**
 * What a program prints on its standard output, line by line as it comes, without those that are empty. Throws StoreFailure where it
 * cannot be started, ends with another exit code than 0 or by a signal, falls silent, prints without end, or is interrupted. It does not outlive the
 * reading: whoever stops reading ends it.
 */
export async function* programLines(settings: ProgramSettings): AsyncGenerator<ProgramLine> {
  const running = new RunningProgram(settings);
  try {
    let number = 0;
    let rest = '';
    for (let chunk = await running.chunk(); chunk !== null; chunk = await running.chunk()) {
      const lines = chunk.split('\n');
      lines[0] = rest + lines[0];
      rest = lines.pop()!;
      if (rest.length > LONGEST_LINE) running.complain('TOO_MUCH', 'printed a line without end');
      for (const text of lines) {
        number += 1;
        if (number > settings.mostLines)
          running.complain(
            'TOO_MUCH',
            `printed more than ${settings.mostLines.toLocaleString('en')} lines, or prints without end`,
          );
        if (text.trim() !== '') yield { number, text };
      }
    }
    await running.end(number + (rest === '' ? 0 : 1));
    if (rest.trim() !== '') yield { number: number + 1, text: rest };
  } finally {
    running.kill();
  }
}

type Ending =
  | { readonly code: number | null; readonly signal: string | null }
  | { readonly error: NodeJS.ErrnoException };

class RunningProgram {
  readonly #settings: ProgramSettings;
  readonly #child: ChildProcess;
  readonly #out: AsyncIterator<string>;
  readonly #ending: Promise<Ending>;
  #said = '';
  /** Whether it said more than is kept. */
  #dropped = false;

  constructor(settings: ProgramSettings) {
    this.#settings = settings;
    this.#child = started(settings);
    // Where the process has too many open files, there are no pipes: the error follows.
    const stdout = this.#child.stdout ?? Readable.from([]);
    const stderr = this.#child.stderr ?? Readable.from([]);
    stdout.setEncoding('utf8');
    stderr.setEncoding('utf8').on('data', (text: string) => {
      const said = this.#said + text;
      this.#dropped ||= said.length > KEPT;
      this.#said = said.slice(-KEPT);
    });
    this.#out = stdout[Symbol.asyncIterator]();
    this.#ending = new Promise((resolve) => {
      this.#child.once('error', (error) => resolve({ error }));
      this.#child.once('close', (code, signal) => resolve({ code, signal }));
    });
  }

  /** What it prints next; null at the end. */
  async chunk(): Promise<string | null> {
    const result = await this.#inTime(this.#out.next());
    return result.done === true ? null : result.value;
  }

  /** It has printed everything: has it ended well? */
  async end(lines: number): Promise<void> {
    const ending = await this.#inTime(this.#ending);
    if ('error' in ending) throw notStarted(this.#settings, ending.error);
    if (ending.code === 0) return;
    const how =
      ending.code === null ? `was ended by ${ending.signal}` : `ended with exit code ${ending.code}`;
    this.complain('EXIT', `${how} after ${lines === 1 ? '1 line' : `${lines} lines`}`);
  }

  complain(code: string, what: string, hint = 'run it by hand to see what it does'): never {
    const { redact } = this.#settings;
    // What is left of a line whose begin was dropped may be the end of a secret.
    const kept = this.#dropped ? this.#said.replace(/^[^\n]*\n?/, '') : this.#said;
    const lines = redact(kept).trim().split(/\r?\n/);
    const said = lines.slice(-SHOWN_LINES).map(harmless).join('\n');
    throw failure(this.#settings, code, said === '' ? what : `${what}; it says:\n${said}`, hint);
  }

  kill(): void {
    if (this.#child.exitCode === null && this.#child.signalCode === null) this.#child.kill('SIGKILL');
    // Others that it has started may hold its pipes.
    this.#child.stdout?.destroy();
    this.#child.stderr?.destroy();
  }

  async #inTime<T extends object>(step: Promise<T>): Promise<T> {
    const { silentMs, signal } = this.#settings;
    let timer: Timer | null = null;
    let giveUp = (): void => {};
    const tooLate = new Promise<null>((resolve) => {
      giveUp = () => resolve(null);
      timer = afterHostMs(silentMs, giveUp);
      signal?.addEventListener('abort', giveUp);
      if (signal?.aborted) giveUp();
    });
    try {
      const first = await Promise.race([tooLate, step]);
      if (first !== null) return first;
    } finally {
      (timer as Timer | null)?.cancel();
      signal?.removeEventListener('abort', giveUp);
    }
    // Its end by our own hand is nothing to tell.
    step.catch(() => {});
    if (signal?.aborted) throw new StoreFailure(INTERRUPTED);
    return this.complain(
      'ETIMEDOUT',
      `printed nothing for ${silentMs / 1_000} s and did not end: it was killed`,
      'give it more time by `within`, or run it by hand to see what it waits for',
    );
  }
}

function started(settings: ProgramSettings): ChildProcess {
  const [program, ...args] = settings.command;
  try {
    return spawn(program!, args, { stdio: ['ignore', 'pipe', 'pipe'], windowsHide: true });
  } catch (error) {
    // Arguments that no system takes, such as one with a zero character.
    throw notStarted(settings, error as NodeJS.ErrnoException);
  }
}

const NOT_STARTED: Readonly<Record<string, string>> = { ENOENT: 'is not there', EACCES: 'may not be run' };

function notStarted(
  settings: ProgramSettings,
  { code = 'ERROR', message }: NodeJS.ErrnoException,
): StoreFailure {
  const what = NOT_STARTED[code] ?? `cannot be run: ${harmless(settings.redact(message))}`;
  return failure(settings, code, what, 'is the program installed, and its name or path right?');
}

function failure({ command }: ProgramSettings, code: string, what: string, hint: string): StoreFailure {
  const message = `the command ${harmless(command[0]!)}, which reads back what is stored, ${what}`;
  return new StoreFailure({ kind: 'environment', code, message, hint });
}
