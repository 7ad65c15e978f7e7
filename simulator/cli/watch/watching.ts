// `run --watch`: plays, waits until a file changes that something was read from, and plays again what that touches. What comes out is
// told as the difference to the last time.

import { resolve } from 'node:path';
import { differenceText, isUnchanged, type Replayed } from '../../report/live/difference-text.ts';
import { count } from '../../report/numbers.ts';
import { scenarioText } from '../../report/text.ts';
import type { RunResult } from '../../scenario/result.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import { afterHostMs } from '../../time/host-time.ts';
import { EXIT, type ExitCode, exitCodeOf } from '../exit-code.ts';
import type { Terminal } from '../terminal.ts';
import type { Round } from './round.ts';
import { WatchedFiles, type WatchedSurroundings } from './watched-files.ts';

/** What is watched, and how a round of it is played. */
export interface Watching {
  /** The folders among the paths that were given: what comes there is played as well. */
  readonly folders: readonly string[];
  /** The files among them: watched also where nothing can be read from them. */
  readonly files: readonly string[];
  readonly play: (round: Round) => Promise<ExitCode>;
  /** The command that plays a scenario again as it was played. */
  readonly again: (scenario: Scenario) => string;
  readonly terminal: Pick<
    Terminal,
    | 'out'
    | 'err'
    | 'outStyle'
    | 'errStyle'
    | 'columns'
    | 'screen'
    | 'keyboard'
    | 'interrupted'
    | 'interrupt'
    | 'unread'
  >;
  readonly surroundings?: WatchedSurroundings;
}

/**
 * Plays all, and again what changes touch, until an interrupt, `q`, or nobody reads the results any more. The exit code is the
 * verdict on all as it stood last; 130 where something was just being played.
 */
export async function watching(what: Watching): Promise<ExitCode> {
  const watcher = new Watcher(what);
  try {
    return await watcher.run();
  } finally {
    watcher.close();
  }
}

class Watcher {
  readonly #what: Watching;
  readonly #files: WatchedFiles;
  /** What came out last, by file and name. */
  readonly #results = new Map<string, RunResult>();
  readonly #scenarios = new Map<string, Scenario>();
  /** The files that each scenario file was read from, and under null those that all depend on. */
  readonly #readBy = new Map<string | null, Set<string>>();
  /** Scenario files whose scenarios have yet to be played. */
  readonly #touched = new Set<string>();
  readonly #changed: string[] = [];
  #wake: () => void = () => {};
  #abort = new AbortController();
  /** Everything shall be played, whatever has changed. */
  #all = true;
  #asked = false;
  #ended = false;

  constructor(what: Watching) {
    this.#what = what;
    this.#files = new WatchedFiles((paths) => {
      this.#changed.push(...paths);
      // What is being played is not what the files say any more.
      this.#abort.abort();
      this.#wake();
    }, what.surroundings ?? { after: afterHostMs });
  }

  close(): void {
    this.#files.close();
  }

  async run(): Promise<ExitCode> {
    const { terminal } = this.#what;
    const end = (): void => {
      this.#ended = true;
      this.#wake();
    };
    const signal = AbortSignal.any([terminal.interrupted, terminal.unread]);
    signal.addEventListener('abort', end, { once: true });
    if (signal.aborted) end();
    const unlisten = terminal.keyboard?.listen((key) => this.#press(key));
    let first = true;
    let code: ExitCode = EXIT.inconclusive;
    try {
      while (!this.#ended) {
        code = await this.#round(first);
        first = false;
        if (terminal.interrupted.aborted) return EXIT.interrupted;
        await this.#nextChange(code);
      }
      return code;
    } finally {
      unlisten?.();
    }
  }

  #press(key: string): boolean {
    if (key === 'q') this.#what.terminal.interrupt();
    else if (key === '\r' || key === '\n') {
      this.#all = true;
      this.#asked = true;
      this.#wake();
    } else return false;
    return true;
  }

  async #round(first: boolean): Promise<ExitCode> {
    const { files: given, folders, play } = this.#what;
    this.#abort = new AbortController();
    const readBy = new Map<string | null, Set<string>>();
    const replayed: Replayed[] = [];
    const gone: Replayed[] = [];
    const all = this.#all;
    let isPlanned = false;
    const arm = (): void => {
      const files = [
        ...given.map((path) => resolve(path)),
        ...[...readBy.values()].flatMap((each) => [...each]),
      ];
      this.#files.watch({ files: new Set(files), folders: folders.map((path) => resolve(path)) });
    };
    const code = await play({
      signal: this.#abort.signal,
      silent: !first,
      reads: (file, scenarioFile) => {
        const path = resolve(file);
        this.#files.note(path);
        const own = readBy.get(scenarioFile) ?? new Set();
        readBy.set(scenarioFile, own.add(path));
      },
      wanted: (scenarios) => {
        isPlanned = true;
        gone.push(...this.#forget(scenarios));
        arm();
        return scenarios.filter(
          (scenario) => all || this.#touched.has(scenario.file) || !this.#results.has(keyOf(scenario)),
        );
      },
      ended: (scenario, result) => {
        if (result.interrupted) return;
        replayed.push({ before: this.#results.get(keyOf(scenario)) ?? null, after: result });
        this.#results.set(keyOf(scenario), result);
        this.#scenarios.set(keyOf(scenario), scenario);
      },
    });
    if (!isPlanned) arm();
    this.#readBy.clear();
    for (const [scenarioFile, files] of readBy) this.#readBy.set(scenarioFile, files);
    // What was cut short, by a change or by what is around it, stays to be played.
    if (isPlanned && code !== EXIT.environment && !this.#abort.signal.aborted) {
      this.#touched.clear();
      this.#all = false;
    }
    if (!first && isPlanned && !this.#abort.signal.aborted) this.#tell([...gone, ...replayed]);
    const isWhole = code === EXIT.passed || code === EXIT.failed || code === EXIT.inconclusive;
    return isWhole
      ? exitCodeOf([...this.#results.values()])
      : code === EXIT.interrupted
        ? EXIT.inconclusive
        : code;
  }

  /** Forgets what is no longer there. */
  #forget(scenarios: readonly Scenario[]): readonly Replayed[] {
    const there = new Set(scenarios.map(keyOf));
    return [...this.#results].flatMap(([key, before]) => {
      if (there.has(key)) return [];
      this.#results.delete(key);
      return [{ before, after: null }];
    });
  }

  #tell(replayed: readonly Replayed[]): void {
    const { terminal, again } = this.#what;
    const { columns, outStyle: style } = terminal;
    const whole = (result: RunResult): string =>
      scenarioText(result, {
        columns,
        style,
        full: false,
        again: () => again(this.#scenarios.get(keyOf(result))!),
      });
    terminal.out(differenceText(replayed, { columns, style, whole }));
    const results = [...this.#results.values()];
    // Then that has been said.
    if (replayed.length === results.length && replayed.every(isUnchanged)) return;
    const of = (status: RunResult['status']): number =>
      results.filter((result) => result.status === status).length;
    const [failed, inconclusive] = [of('failed'), of('inconclusive')];
    terminal.out(
      ` ${[
        `${of('passed')} of ${count(results.length, 'scenario')} passed`,
        ...(failed > 0 ? [style.error(`${failed} failed`)] : []),
        ...(inconclusive > 0 ? [style.warning(`${inconclusive} inconclusive`)] : []),
      ].join(' · ')}\n`,
    );
  }

  async #nextChange(code: ExitCode): Promise<void> {
    const { terminal } = this.#what;
    if (!this.#ended && this.#changed.length === 0 && !this.#asked) {
      const files = new Set([...this.#readBy.values()].flatMap((each) => [...each])).size;
      const keys = terminal.keyboard === null ? 'Ctrl-C ends' : 'Enter plays all again · q ends';
      const what = code === EXIT.badInput ? 'waiting until that is mended · ' : '';
      terminal.err(` ${terminal.errStyle.faint(`${what}watching ${count(files, 'file')} · ${keys}`)}\n`);
      await new Promise<void>((wake) => {
        this.#wake = wake;
      });
      this.#wake = () => {};
    }
    this.#asked = false;
    if (this.#ended) return;
    this.#take();
    terminal.screen?.clear();
  }

  /** Finds what the changes touch. */
  #take(): void {
    const changed = new Set(this.#changed.splice(0).map((path) => resolve(path)));
    const isTouched = (files: ReadonlySet<string>): boolean => [...files].some((file) => changed.has(file));
    if (isTouched(this.#readBy.get(null) ?? new Set())) this.#all = true;
    for (const [scenarioFile, files] of this.#readBy)
      if (scenarioFile !== null && isTouched(files)) this.#touched.add(scenarioFile);
  }
}

function keyOf({ file, name }: Pick<Scenario, 'file' | 'name'>): string {
  return `${file}\n${name}`;
}
