// A terminal as small as can be: keeps what would be seen, so that a test can look at it.

const SEQUENCE = /^\u001b\[(\??)([\d;]*)([A-Za-z])/;

/** Understands what ocs-sim writes, and complains of anything else. */
export class TerminalScreen {
  columns: number;
  readonly rows: number;
  /** Lines that have gone off the screen above, and those on it. */
  readonly #lines: string[][] = [[]];
  #row = 0;
  #column = 0;
  cursorHidden = false;
  /** How often a line grew longer than the screen is wide. */
  wraps = 0;

  constructor(columns: number, rows: number) {
    this.columns = columns;
    this.rows = rows;
  }

  /** What is seen and what has been, without blanks at the ends and without empty lines after the last. */
  get text(): string {
    return this.#lines
      .map((line) => line.join('').trimEnd())
      .join('\n')
      .trimEnd();
  }

  /** Where the cursor is, from the top of all lines. */
  get cursor(): readonly [row: number, column: number] {
    return [this.#row, this.#column];
  }

  write(text: string): void {
    for (let at = 0; at < text.length; ) {
      const sequence = SEQUENCE.exec(text.slice(at, at + 32));
      if (sequence !== null) {
        this.#control(sequence[1]! + sequence[3]!, sequence[2]!);
        at += sequence[0].length;
        continue;
      }
      const character = String.fromCodePoint(text.codePointAt(at)!);
      at += character.length;
      this.#put(character);
    }
  }

  #control(what: string, parameter: string): void {
    const line = this.#lines[this.#row]!;
    if (what === 'm') return;
    if (what === 'K') line.splice(this.#column);
    else if (what === 'A') this.#row = Math.max(this.#top, this.#row - Number(parameter || 1));
    else if (what === 'H') {
      this.#row = this.#top;
      this.#column = 0;
    } else if (what === 'J' && parameter === '2') {
      for (let row = this.#top; row < this.#lines.length; row += 1) this.#lines[row] = [];
    } else if (what === 'J' && parameter === '') {
      line.splice(this.#column);
      for (let row = this.#row + 1; row < this.#lines.length; row += 1) this.#lines[row] = [];
    } else if (what === '?l' || what === '?h') {
      if (parameter !== '25') throw new Error(`an unknown mode ${parameter}`);
      this.cursorHidden = what === '?l';
    } else throw new Error(`an unknown sequence ${parameter}${what}`);
  }

  get #top(): number {
    return Math.max(0, this.#lines.length - this.rows);
  }

  #put(character: string): void {
    if (character === '\r') this.#column = 0;
    else if (character === '\n') this.#down();
    else if (character < ' ') throw new Error(`an unknown control character ${character.codePointAt(0)}`);
    else {
      if (this.#column === this.columns) {
        this.wraps += 1;
        this.#column = 0;
        this.#down();
      }
      const line = this.#lines[this.#row]!;
      while (line.length < this.#column) line.push(' ');
      line[this.#column] = character;
      this.#column += 1;
    }
  }

  #down(): void {
    this.#row += 1;
    if (this.#row === this.#lines.length) this.#lines.push([]);
  }
}
