import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { shellWord } from '../../report/shell-word.ts';
import { scenarioSchema } from '../../scenario/scenario-schema.ts';
import { STARTER } from '../../scenario/starter.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import type { Terminal } from '../terminal.ts';

export interface InitArguments {
  readonly dir: string;
}

/** Writes a starter scenario, and the schema by which editors complete and check it; never writes over a file. */
export async function init({ dir }: InitArguments, terminal: Terminal): Promise<ExitCode> {
  const files = [
    ['first.yaml', STARTER],
    ['scenario.schema.json', `${JSON.stringify(scenarioSchema(), null, 1)}\n`],
  ] as const;
  try {
    makeFolder(dir);
    for (const [name, text] of files) writeFileSync(join(dir, name), text, { flag: 'wx' });
  } catch (error) {
    const { code, path } = error as NodeJS.ErrnoException;
    const reason =
      code === 'EEXIST' ? 'it is there already, and is left as it is' : `it cannot be written (${code})`;
    terminal.err(
      `${terminal.errStyle.error('error')} ${path ?? dir}: ${reason}\n    hint:     name another folder: ocs-sim init DIR\n`,
    );
    return EXIT.badInput;
  }
  for (const [name] of files) terminal.out(`wrote ${join(dir, name)}\n`);
  const isDefault = resolve(dir) === resolve('scenarios');
  const file = isDefault ? '' : ` ${shellWord(join(dir, 'first.yaml'))}`;
  terminal.out(`\nnow run it:  ocs-sim run${file}\n`);
  return EXIT.passed;
}

/** A folder with all those above it; Node's own recursive way never comes back from a file system such as /proc. */
function makeFolder(path: string): void {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) return;
  if (dirname(path) !== path) makeFolder(dirname(path));
  mkdirSync(path);
}
