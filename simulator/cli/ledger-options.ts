import type { CliOptions } from './command.ts';

/** What the command line says about a file of the ledger. */
export interface LedgerArguments {
  readonly ledger?: string | undefined;
}

/** The option. */
export const ledgerOptions = {
  ledger: {
    takes: 'file',
    describe: 'File that gets what became of every notification, as NDJSON; written anew',
  },
} as const satisfies CliOptions;
