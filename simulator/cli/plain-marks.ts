// For terminals that cannot show more than ASCII: what ocs-sim draws with, in characters that every one of them has.

/** As many columns as what it stands for wherever that says the same. What people have named stays as they wrote it. */
const PLAIN: Readonly<Record<string, string>> = {
  '✓': '+',
  '✔': '+',
  '✗': 'x',
  '✘': 'x',
  '×': 'x',
  '·': '-',
  '•': '*',
  '●': '*',
  '○': 'o',
  '◆': '*',
  '…': '...',
  '→': '>',
  '←': '<',
  '↑': '^',
  '↓': 'v',
  '↳': '>',
  '–': '-',
  '—': '-',
  '‘': "'",
  '’': "'",
  '“': '"',
  '”': '"',
  '│': '|',
  '┃': '|',
  '╷': '|',
  '╵': '|',
  '├': '+',
  '└': '+',
  '┌': '+',
  '┐': '+',
  '┘': '+',
  '┼': '+',
  '─': '-',
  '━': '=',
  '▁': '_',
  '▂': '.',
  '▃': '.',
  '▄': ':',
  '▅': ':',
  '▆': '#',
  '▇': '#',
  '█': '#',
  '░': '.',
  '▒': ':',
  '▓': '#',
  '≥': '>=',
  '≤': '<=',
  '≠': '!=',
  '±': '+-',
  '−': '-',
  '∞': '~',
  '⏸': '=',
  '▶': '>',
};

const MARKS = new RegExp(`[${Object.keys(PLAIN).join('')}]`, 'g');

/** The text with every mark in plain ASCII, */
export function withPlainMarks(text: string): string {
  return text.replace(MARKS, (mark) => PLAIN[mark]!);
}

/**
 * Whether the locale can show more than ASCII. One that nobody has named can: containers and CI name none, and show everything.
 */
export function showsMarks(environment: Readonly<Record<string, string | undefined>>): boolean {
  const named = environment.LC_ALL || environment.LC_CTYPE || environment.LANG;
  return !named || /utf-?8/i.test(named);
}
