import type { JsonValue } from '../../receiver/contract/contract.ts';
import { parseJson } from '../../receiver/document/exact-number.ts';
import { harmless } from '../../receiver/document/harmless.ts';
import type { EnvironmentTrouble } from '../target/environment-trouble.ts';
import type { ReadBackSettings } from '../target/target.ts';
import { BeforeRun, MOST_BEFORE } from './before-run.ts';
import type { JsonPath } from './json-path.ts';
import { type ProgramLine, programLines } from './program-lines.ts';
import { bodyOfItem, PathCheck, pathOfSettings } from './read-item.ts';
import { type Drift, type Store, type StoredDocument, StoreFailure } from './store.ts';
import { troubleOf } from './trouble-of.ts';
import { HOST_WAITING, untilThere, type Waiting } from './until-there.ts';

/** What a command needs to be run. */
export interface CommandStoreOptions {
  /** Where the POSTs go. */
  readonly url: string;
  readonly settings: Extract<ReadBackSettings, { readonly kind: 'command' }>;
  /** Takes secrets out of what the program says. */
  readonly redact: (text: string) => string;
  readonly waiting?: Waiting;
  /** At which the program is killed. */
  readonly signal?: AbortSignal;
}

/** So much more than was sent may be printed: copies, and what others sent. */
const MOST_MORE = 100_000;
const MOST_TIMES = 10;
/** For a program that is asked only once. */
const SILENT_MS = 10_000;
const SHOWN = 80;

/**
 * A store that is read by a program: one JSON value a line. It is run before the run as well, to know what was there already, so it
 * must succeed with nothing there. Throws StoreFailure where the path of the settings cannot be read.
 */
export function openCommandStore(options: CommandStoreOptions): Store {
  return new CommandStore(options, pathOfSettings(options.settings.body, 'the body'));
}

class CommandStore implements Store {
  readonly url: string;
  readonly name: string;
  readonly remark = null;
  readonly #command: readonly string[];
  readonly #withinMs: number;
  readonly #redact: (text: string) => string;
  readonly #waiting: Waiting;
  readonly #signal: AbortSignal | undefined;
  readonly #body: JsonPath;
  readonly #before: BeforeRun;
  #expected = 0;

  constructor(options: CommandStoreOptions, body: JsonPath) {
    const { url, settings, redact, waiting = HOST_WAITING } = options;
    this.url = url;
    this.name = `what ${harmless(settings.command[0]!)} prints`;
    this.#command = settings.command;
    this.#withinMs = settings.withinSeconds * 1_000;
    this.#redact = redact;
    this.#waiting = waiting;
    this.#signal = options.signal;
    this.#body = body;
    this.#before = new BeforeRun(this.name);
  }

  prepare(): Promise<EnvironmentTrouble | null> {
    return troubleOf(async () => {
      for await (const line of this.#lines(MOST_BEFORE + 1))
        this.#before.add(bodyOfItem(this.#itemOf(line), this.#body));
    });
  }

  idFrom(): null {
    return null;
  }

  refresh(accepted: number, unanswered = 0): Promise<EnvironmentTrouble | null> {
    const expected = accepted + unanswered;
    this.#expected = expected;
    return troubleOf(async () => {
      if (expected === 0) return;
      const wanted = this.#before.count + expected;
      const isThere = async (): Promise<boolean> => {
        let count = 0;
        for await (const _ of this.#lines(this.#mostLines)) count += 1;
        return count >= wanted;
      };
      await untilThere(isThere, this.#withinMs, this.#waiting);
    });
  }

  async *documents(): AsyncGenerator<StoredDocument> {
    const isOld = this.#before.recognizer();
    const check = new PathCheck(this.#body);
    for await (const line of this.#lines(this.#mostLines)) {
      const item = this.#itemOf(line);
      check.see(item);
      const body = bodyOfItem(item, this.#body);
      if (!isOld(body)) yield { id: null, body };
    }
    check.end(this.name);
  }

  async drift(): Promise<readonly Drift[]> {
    return [];
  }

  redact(text: string): string {
    return this.#redact(text);
  }

  async close(): Promise<void> {
    // A program runs only while it is read.
  }

  get #mostLines(): number {
    return this.#before.count + this.#expected * MOST_TIMES + MOST_MORE;
  }

  #lines(mostLines: number): AsyncGenerator<ProgramLine> {
    return programLines({
      command: this.#command,
      silentMs: this.#withinMs || SILENT_MS,
      mostLines,
      redact: this.#redact,
      ...(this.#signal === undefined ? {} : { signal: this.#signal }),
    });
  }

  #itemOf({ number, text }: ProgramLine): JsonValue {
    try {
      return parseJson(text) as JsonValue;
    } catch {
      const begin = text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
      throw new StoreFailure({
        kind: 'environment',
        code: 'NOT_JSON',
        message: `line ${number} of what the command ${harmless(this.#command[0]!)} prints is no JSON: ${harmless(this.#redact(begin))}`,
        hint: 'it must print one JSON object a line, and nothing else, on its standard output',
      });
    }
  }
}
