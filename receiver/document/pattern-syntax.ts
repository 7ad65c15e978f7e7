// Regular expressions as people write them, turned into the syntax of RE2: what JavaScript and RE2 write alike means what it means in
// JavaScript with the flag u (\s and . know Unicode, \u{…} and \cX are understood), and what RE2 alone has, such as (?i), works too.

/** What cannot be taken: the stretch of the pattern (UTF-16 code units, end exclusive), what is wrong, and what to write instead. */
export interface PatternMistake {
  readonly start: number;
  readonly end: number;
  readonly message: string;
  readonly hint?: string;
}

/** JavaScript's white space and line ends, as ranges of a class. */
const SPACE =
  '\\t-\\r \\x{a0}\\x{1680}\\x{2000}-\\x{200a}\\x{2028}\\x{2029}\\x{202f}\\x{205f}\\x{3000}\\x{feff}';
const NO_SPACE =
  '\\x{0}-\\x{8}\\x{e}-\\x{1f}\\x{21}-\\x{9f}\\x{a1}-\\x{167f}\\x{1681}-\\x{1fff}\\x{200b}-\\x{2027}\\x{202a}-\\x{202e}' +
  '\\x{2030}-\\x{205e}\\x{2060}-\\x{2fff}\\x{3001}-\\x{fefe}\\x{ff00}-\\x{10ffff}';
const LINE_END = '\\n\\r\\x{2028}\\x{2029}';

const QUANTIFIER = /\{(\d+)(?:,(\d*))?\}/y;
const CODE_POINT =
  /\\u(?:\{([0-9a-fA-F]{1,6})\}|([dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2})|([0-9a-fA-F]{4}))/y;
const BYTE = /\\x(?:\{[0-9a-fA-F]{1,6}\}|[0-9a-fA-F]{2})/y;
const PROPERTY = /\\[pP](?:\{(\^?)(?:(?:Script|sc|General_Category|gc)=)?(\w+)\}|\w)/y;
const FLAGS = /\(\?([imsU]*)(?:-([imsU]*))?[:)]/y;
const NAMED = /\(\?P?<[A-Za-z_]\w*>/y;
const POSIX = /\[:\^?\w+:\]/y;
const MOST_REPETITIONS = 1000;

const LOOKAROUND: Readonly<Record<string, string>> = {
  '(?=': 'lookahead',
  '(?!': 'negative lookahead',
  '(?<=': 'lookbehind',
  '(?<!': 'negative lookbehind',
};
const NO_BACKREFERENCE = 'a backreference cannot be searched for in bounded time';
const WRITTEN_OUT = 'write out what is meant to come again';
const TWO_DEMANDS = 'match the text itself, without looking around it; two demands may be two expectations';

/** The pattern in RE2's syntax, or the first construct that cannot be taken. */
export function inRe2(pattern: string, { dotAll }: { readonly dotAll: boolean }): string | PatternMistake {
  return new Translation(pattern, dotAll).run();
}

/** One pass over a pattern; each step takes one construct, or says why it cannot. */
class Translation {
  readonly #pattern: string;
  /** Whether `.` takes line ends too, for each open group. */
  readonly #dotAll: boolean[];
  #result = '';
  #at = 0;

  constructor(pattern: string, dotAll: boolean) {
    this.#pattern = pattern;
    this.#dotAll = [dotAll];
  }

  run(): string | PatternMistake {
    while (this.#at < this.#pattern.length) {
      const wrong = this.#construct(this.#pattern[this.#at]!);
      if (wrong !== null) return wrong;
    }
    return this.#result;
  }

  #construct(character: string): PatternMistake | null {
    switch (character) {
      case '\\':
        return this.#escaped(false);
      case '[':
        return this.#characterClass();
      case '(':
        return this.#group();
      case '{':
        return this.#repetition();
      case '.':
        return this.#take(1, this.#dotAll.at(-1) ? '.' : `[^${LINE_END}]`);
      case ')':
        if (this.#dotAll.length === 1) break;
        this.#dotAll.pop();
        return this.#take(1);
      case '}':
      case ']':
        break;
      default:
        return this.#take(1);
    }
    return this.#mistake(
      1,
      `this ${character} closes nothing`,
      `write \\${character} for the character itself`,
    );
  }

  #escaped(inClass: boolean): PatternMistake | null {
    const letter = this.#pattern[this.#at + 1];
    if (letter === undefined)
      return this.#mistake(1, 'nothing stands behind the backslash', 'write \\\\ for a backslash');
    if (letter === 's') return this.#take(2, inClass ? SPACE : `[${SPACE}]`);
    if (letter === 'S') return this.#take(2, inClass ? NO_SPACE : `[^${SPACE}]`);
    if (/[uxcpP]/.test(letter)) return this.#coded(letter);
    if (letter === 'k' || /[1-9]/.test(letter)) return this.#mistake(2, NO_BACKREFERENCE, WRITTEN_OUT);
    if (letter === '0')
      return /\d/.test(this.#pattern[this.#at + 2] ?? '')
        ? this.#mistake(3, 'an octal character code is not known here', 'write \\x41')
        : this.#take(2, '\\x{0}');
    if (inClass && letter === 'b') return this.#take(2, '\\x{8}');
    if (inClass ? /[dwDWnrtfva]/.test(letter) : /[dwbDWBnrtfvaAz]/.test(letter)) return this.#take(2);
    if (letter === 'Q' && !inClass) {
      const end = this.#pattern.indexOf('\\E', this.#at);
      return this.#take((end === -1 ? this.#pattern.length : end + 2) - this.#at);
    }
    if (/[A-Za-z]/.test(letter))
      return this.#mistake(2, `\\${letter} means nothing here`, `write ${letter} for the letter itself`);
    // Any other character stands for itself; RE2 takes the backslash before those of ASCII only.
    const point = this.#pattern.codePointAt(this.#at + 1)!;
    const length = 1 + String.fromCodePoint(point).length;
    return this.#take(length, point < 0x80 ? undefined : `\\x{${point.toString(16)}}`);
  }

  /** A character by its code, or the property of one. */
  #coded(letter: string): PatternMistake | null {
    if (letter === 'u') {
      const [whole, braced, pair, plain] = this.#match(CODE_POINT) ?? [];
      if (whole === undefined)
        return this.#mistake(2, 'this character code is incomplete', 'write \\u00e9 or \\u{1f600}');
      const point = pair === undefined ? null : (JSON.parse(`"\\u${pair}"`) as string).codePointAt(0)!;
      return this.#take(whole.length, `\\x{${point?.toString(16) ?? braced ?? plain}}`);
    }
    if (letter === 'x') {
      const found = this.#match(BYTE);
      if (found !== null) return this.#take(found[0].length);
      return this.#mistake(2, 'this character code is incomplete', 'write \\x41 or \\x{1f600}');
    }
    if (letter === 'c') {
      const control = this.#pattern[this.#at + 2] ?? '';
      if (/^[A-Za-z]$/.test(control))
        return this.#take(3, `\\x{${(control.charCodeAt(0) % 32).toString(16)}}`);
      return this.#mistake(3, 'a control character is written with a letter', 'such as \\cA');
    }
    const [whole, not = '', name] = this.#match(PROPERTY) ?? [];
    if (whole === undefined)
      return this.#mistake(2, 'this character property is incomplete', 'write \\p{L}, \\p{Lu} or \\p{Greek}');
    return this.#take(whole.length, name === undefined ? undefined : `\\${letter}{${not}${name}}`);
  }

  #characterClass(): PatternMistake | null {
    const open = this.#at;
    const start = open + (this.#pattern[open + 1] === '^' ? 2 : 1);
    if (this.#pattern[start] === ']')
      return this.#take(start + 1 - open, start - open === 2 ? '(?s:.)' : '[^\\x{0}-\\x{10ffff}]');
    this.#take(start - open);
    while (this.#at < this.#pattern.length) {
      const character = this.#pattern[this.#at];
      if (character === ']') return this.#take(1);
      if (character === '\\') {
        const wrong = this.#escaped(true);
        if (wrong !== null) return wrong;
      } else if (character === '[') {
        const posix = this.#match(POSIX);
        if (posix === null) this.#take(1, '\\[');
        else this.#take(posix[0].length);
      } else this.#take(1);
    }
    this.#at = open;
    return this.#mistake(
      this.#pattern.length,
      'this [ is never closed',
      'close it with ], or write \\[ for a bracket',
    );
  }

  #group(): PatternMistake | null {
    const inherited = this.#dotAll.at(-1)!;
    const named = this.#match(NAMED);
    if (named !== null || this.#pattern[this.#at + 1] !== '?') {
      this.#dotAll.push(inherited);
      return this.#take(named?.[0].length ?? 1);
    }
    for (const [opening, name] of Object.entries(LOOKAROUND)) {
      if (this.#pattern.startsWith(opening, this.#at))
        return this.#mistake(opening.length, `a ${name} cannot be searched for in bounded time`, TWO_DEMANDS);
    }
    const flags = this.#match(FLAGS);
    if (flags === null)
      return this.#pattern.startsWith('(?>', this.#at)
        ? this.#mistake(3, 'an atomic group is not known here', 'write (?:…): nothing is ever tried twice')
        : this.#mistake(3, 'a group of this kind is not known', 'write (?:…), (?<name>…) or (?i:…)');
    const [whole, on = '', off = ''] = flags;
    const within = !off.includes('s') && (on.includes('s') || inherited);
    if (whole.endsWith(':')) this.#dotAll.push(within);
    else this.#dotAll[this.#dotAll.length - 1] = within;
    return this.#take(whole.length);
  }

  #repetition(): PatternMistake | null {
    const found = this.#match(QUANTIFIER);
    if (found === null)
      return this.#mistake(1, 'this { begins no repetition', 'write {2}, {2,} or {2,5}, or \\{ for a brace');
    const [whole, least, most = ''] = found;
    if (Math.max(Number(least), Number(most)) > MOST_REPETITIONS)
      return this.#mistake(
        whole.length,
        `at most ${MOST_REPETITIONS} repetitions can be asked for`,
        'the demand length counts the characters of a text',
      );
    if (most !== '' && Number(least) > Number(most))
      return this.#mistake(whole.length, 'the smaller number of a repetition comes first');
    return this.#take(whole.length);
  }

  #match(expression: RegExp): RegExpExecArray | null {
    expression.lastIndex = this.#at;
    return expression.exec(this.#pattern);
  }

  #mistake(length: number, message: string, hint?: string): PatternMistake {
    const end = Math.min(this.#at + length, this.#pattern.length);
    return { start: this.#at, end, message, ...(hint === undefined ? {} : { hint }) };
  }

  #take(length: number, written = this.#pattern.slice(this.#at, this.#at + length)): null {
    this.#result += written;
    this.#at += length;
    return null;
  }
}
