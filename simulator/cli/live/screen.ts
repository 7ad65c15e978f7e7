// The lower end of a terminal, redrawn in place. The cursor rests at the first column of the first line of what is drawn: there a
// terminal that is resized keeps it, however it breaks the lines anew, and so everything from there on can be taken away.

const UP = (lines: number): string => (lines > 0 ? `\u001b[${lines}A` : '');
const CLEAR_LINE_END = '\u001b[K';
const CLEAR_BELOW = '\u001b[J';
const HIDE_CURSOR = '\u001b[?25l';
const SHOW_CURSOR = '\u001b[?25h';
const CLEAR_ALL = '\u001b[2J\u001b[H';

/** What is needed of a terminal to draw on it. */
export interface ScreenStream {
  readonly columns?: number | undefined;
  readonly rows?: number | undefined;
  write(text: string): unknown;
  on(event: 'resize', listener: () => void): unknown;
  off(event: 'resize', listener: () => void): unknown;
}

const DEFAULT_COLUMNS = 80;
const DEFAULT_ROWS = 24;

/** Draws lines at the lower end of a terminal, and takes them away again. */
export class Screen {
  readonly #stream: ScreenStream;
  readonly #shown: (text: string) => string;
  #drawn = '';

  readonly #isOurs: () => boolean;

  /**
   * @param shown makes what is drawn such that the terminal can show it, column for column
   * @param isOurs whether the terminal is this process's to draw on, or a shell's that has sent it into the background
   */
  constructor(
    stream: ScreenStream,
    shown: (text: string) => string = (text) => text,
    isOurs: () => boolean = () => true,
  ) {
    this.#stream = stream;
    this.#shown = shown;
    this.#isOurs = isOurs;
  }

  /** As they are now, with room for a line that is cut; a terminal that does not know says 0. */
  get columns(): number {
    return (this.#stream.columns || DEFAULT_COLUMNS) - (this.#shown('…').length - 1);
  }

  get rows(): number {
    return this.#stream.rows || DEFAULT_ROWS;
  }

  /** Draws lines, none longer than the screen is wide, in place of those drawn before, in one write; none is hiding. */
  draw(lines: readonly string[]): void {
    if (!this.#isOurs()) {
      this.forget();
      return;
    }
    const text = lines.map((line) => `${this.#shown(line)}${CLEAR_LINE_END}`).join('\r\n');
    if (text === this.#drawn) return;
    if (text === '') {
      this.hide();
      return;
    }
    const begin = this.#drawn === '' ? HIDE_CURSOR : '';
    this.#drawn = text;
    this.#stream.write(`${begin}\r${text}${CLEAR_BELOW}${UP(lines.length - 1)}\r`);
  }

  /** Takes away what is drawn, so that something else can be written from there on. */
  hide(): void {
    if (this.#drawn === '') return;
    this.#drawn = '';
    this.#stream.write(`\r${CLEAR_BELOW}${SHOW_CURSOR}`);
  }

  /** Begins with an empty screen. */
  clear(): void {
    this.hide();
    this.#stream.write(CLEAR_ALL);
  }

  /** Something else has been at the terminal: what was drawn is left where it is. */
  forget(): void {
    this.#drawn = '';
  }

  /** Calls back when the terminal has another size; gives how to stop listening. */
  onResize(listener: () => void): () => void {
    const resized = (): void => {
      // Whatever is drawn has been broken anew: it is drawn again even if it says the same.
      if (this.#drawn !== '') this.#drawn = 'of another width';
      listener();
    };
    this.#stream.on('resize', resized);
    return () => void this.#stream.off('resize', resized);
  }
}
