import type { CommandTable } from '../command.ts';
import { type Completion, complete as completed } from '../completion/complete.ts';
import type { Known } from '../completion/known-values.ts';
import { COMPLETION_SCRIPTS, type Shell } from '../completion/scripts.ts';
import { shellWords } from '../completion/shell-words.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import type { Terminal } from '../terminal.ts';

/** Prints the script of a shell. */
export async function completion(
  { shell }: { readonly shell: Shell },
  terminal: Terminal,
): Promise<ExitCode> {
  terminal.document(COMPLETION_SCRIPTS[shell]);
  return EXIT.passed;
}

/** What a script asks: the words up to the cursor; of bash the line up to there in one. */
export interface CompleteArguments {
  readonly shell: Shell;
  readonly words?: readonly string[] | undefined;
}

/** Answers a script. */
export async function complete(
  { shell, words = [] }: CompleteArguments,
  terminal: Terminal,
  table: CommandTable,
): Promise<ExitCode> {
  const all = shell === 'bash' ? shellWords(words[0] ?? '').slice(1) : words;
  const found = await completed(all, table, KNOWN);
  const current = all.at(-1) ?? '';
  terminal.document(answer(found, shell === 'bash' ? current.replace(/[^=:]*$/, '') : found.prefix));
  return EXIT.passed;
}

const KNOWN: Known = {
  reports: async () => {
    const { REPORTER_NAMES } = await import('../../report/reporters.ts');
    return REPORTER_NAMES.map((name) => ({ value: `${name}=`, about: '' }));
  },
  checkCases: async () => {
    const { ALL_CASES, FAMILIES } = await import('../../check/cases/families.ts');
    return [
      ...FAMILIES.map(({ number, slug }) => ({ value: slug, about: `family ${number}` })),
      ...ALL_CASES.flatMap(({ number, slug, title }) => [
        { value: slug, about: title },
        { value: number, about: slug },
      ]),
    ];
  },
};

function answer({ files, open, candidates }: Completion, before: string): string {
  const lines = candidates.map(({ value, about }) => (about === '' ? value : `${value}\t${about}`));
  return [`${files} ${open ? 'open' : 'whole'}`, before, ...lines].map((line) => `${line}\n`).join('');
}
