// Keys as they are typed, one by one. While somebody listens the terminal hands everything over as it is, Ctrl-C and Ctrl-Z included;
// so these are seen to here, and the terminal is put back as it was whatever happens.

/** What is needed of standard input. */
export interface KeyStream {
  setRawMode(raw: boolean): unknown;
  on(event: 'data', listener: (chunk: Buffer) => void): unknown;
  off(event: 'data', listener: (chunk: Buffer) => void): unknown;
  resume(): unknown;
  pause(): unknown;
  unref(): unknown;
}

/** What the keys that a terminal usually sees to itself stand for. */
export interface KeySignals {
  /** Ctrl-C. */
  interrupt(): void;
  /** Ctrl-Z, with the terminal put back as it was. */
  suspend(): void;
  /** Ctrl-\, with the terminal put back as it was. */
  quit(): void;
  /** Whether this process has the terminal: another that asks for keys is stopped by the system. */
  inForeground(): boolean;
}

/** The keys that have a meaning of their own. */
const CTRL_C = '\u0003';
const CTRL_Z = '\u001a';
const CTRL_BACKSLASH = '\u001c';
const ESCAPE = '\u001b';

/** Hands typed keys to whoever listens. */
export class Keyboard {
  readonly #stream: KeyStream;
  readonly #signals: KeySignals;
  readonly #listeners: ((key: string) => boolean)[] = [];
  #raw = false;
  readonly #typed = (chunk: Buffer): void => {
    const text = chunk.toString('latin1');
    // Arrows and the like begin with it, and their letters mean nothing.
    if (text.startsWith(ESCAPE)) return;
    for (const key of text) this.#press(key);
  };

  constructor(stream: KeyStream, signals: KeySignals) {
    this.#stream = stream;
    this.#signals = signals;
  }

  /**
   * Begins to listen; of several listeners the latest is asked first, and the next one if it has no use for a key, which it says
   * with false. Gives how to stop listening; null where this process has no terminal to ask.
   */
  listen(listener: (key: string) => boolean): (() => void) | null {
    if (!this.#signals.inForeground()) return null;
    this.#listeners.push(listener);
    this.#setRaw(true);
    return () => {
      const at = this.#listeners.indexOf(listener);
      if (at !== -1) this.#listeners.splice(at, 1);
      if (this.#listeners.length === 0) this.restore();
    };
  }

  /** Puts the terminal back as it was. */
  restore(): void {
    this.#setRaw(false);
  }

  /** Asks for keys again after the terminal was left to others, if anybody listens and it is there. */
  continued(): void {
    if (this.#listeners.length > 0 && this.#signals.inForeground()) this.#setRaw(true);
  }

  #press(key: string): void {
    if (key === CTRL_C) this.#signals.interrupt();
    else if (key === CTRL_Z || key === CTRL_BACKSLASH) {
      this.restore();
      if (key === CTRL_Z) this.#signals.suspend();
      else this.#signals.quit();
    } else this.#listeners.toReversed().some((listener) => listener(key));
  }

  #setRaw(raw: boolean): void {
    if (raw === this.#raw) return;
    this.#raw = raw;
    this.#stream.setRawMode(raw);
    if (raw) {
      this.#stream.on('data', this.#typed);
      this.#stream.resume();
      // Nobody waits for keys alone.
      this.#stream.unref();
    } else {
      this.#stream.off('data', this.#typed);
      this.#stream.pause();
    }
  }
}
