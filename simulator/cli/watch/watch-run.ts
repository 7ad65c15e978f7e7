import { statSync } from 'node:fs';
import type { Scenario } from '../../scenario/scenario.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import type { Terminal } from '../terminal.ts';
import type { Round } from './round.ts';
import { watching } from './watching.ts';

/** What a command line says that matters to watching. */
export interface WatchArguments {
  readonly paths?: readonly string[] | undefined;
  readonly report?: readonly string[] | undefined;
  readonly journal?: string | undefined;
  readonly ledger?: string | undefined;
}

/** Watches what a command line plays; refuses what only a run that ends can give. */
export async function watchRun(
  args: WatchArguments,
  terminal: Terminal,
  how: {
    readonly play: (round: Round) => Promise<ExitCode>;
    readonly again: (scenario: Scenario) => string;
  },
): Promise<ExitCode> {
  const ends = (['report', 'journal', 'ledger'] as const).find((name) => {
    const value = args[name];
    return value !== undefined && value.length > 0;
  });
  if (ends !== undefined) {
    terminal.err(
      `--watch and --${ends} cannot stand together: a ${ends} is of one run, and --watch plays parts again and again\n`,
    );
    return EXIT.badInput;
  }
  const paths = args.paths?.length ? args.paths : ['scenarios'];
  const isFolder = (path: string): boolean =>
    statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
  return watching({
    ...how,
    folders: paths.filter(isFolder),
    files: paths.filter((path) => !isFolder(path)),
    terminal,
  });
}
