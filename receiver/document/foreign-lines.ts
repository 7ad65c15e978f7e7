import type { Diagnostic } from './diagnostic.ts';
import type { Source } from './place.ts';

interface ForeignLines {
  readonly isOne: (line: string) => boolean;
  /** The line that ends what such a line begins. */
  readonly isEnd: (line: string) => boolean;
  readonly message: string;
  readonly hint: string;
}

const MERGE_CONFLICT: ForeignLines = {
  isOne: (line) => /^(?:<{7}|>{7}|\|{7})(?: .*)?$|^={7}$/.test(line),
  isEnd: (line) => /^>{7}(?: .*)?$/.test(line),
  message: 'a merge conflict is not resolved',
  hint: 'keep one of the two sides, and delete the lines that begin with <<<<<<<, |||||||, ======= and >>>>>>>',
};
const CODE_FENCE: ForeignLines = {
  isOne: (line) => line.startsWith('```'),
  isEnd: (line) => line.trim() === '```',
  message: 'a code fence of Markdown stands in the file',
  hint: 'delete the lines that begin with ```',
};

/**
 * Lines that other tools leave in a file, and that no YAML has on purpose: the markers of a merge conflict, code fences. One
 * complaint for each conflict and each fenced block; of a text that has any, nothing else can be said.
 */
export function foreignLines(source: Source): Diagnostic[] {
  const problems: Diagnostic[] = [];
  let open: ForeignLines | null = null;
  let start = 0;
  for (const each of source.text.split('\n')) {
    const line = each.replace(/\r$/, '');
    const foreign = [MERGE_CONFLICT, CODE_FENCE].find(({ isOne }) => isOne(line));
    if (foreign !== undefined && open === null) {
      const place = { source, start, end: start + line.length };
      problems.push({
        code: 'yaml-syntax',
        severity: 'error',
        place,
        message: foreign.message,
        hint: foreign.hint,
      });
      if (!foreign.isEnd(line) || foreign === CODE_FENCE) open = foreign;
    } else if (open?.isEnd(line)) open = null;
    start += each.length + 1;
  }
  return problems;
}
