import type { Durability } from '../../receiver/journal/disk/disk-journal-options.ts';
import type { CliOptions } from './command.ts';

/** What the command line says about a journal on disk. */
export interface JournalArguments {
  readonly journal?: string | undefined;
  readonly durability?: Durability | undefined;
  readonly 'journal-max-size'?: string | undefined;
  readonly 'journal-max-age'?: string | undefined;
}

/** The options. */
export const journalOptions = {
  journal: {
    takes: 'folder',
    describe: 'Folder that keeps every request as NDJSON; what stands there is continued',
  },
  durability: {
    choices: ['write', 'sync'],
    byDefault: 'write',
    describe: 'Answer when the system has it (survives kill -9), or the disk (survives a power cut)',
  },
  'journal-max-size': {
    takes: 'size',
    byDefault: 'unlimited',
    describe: 'Largest size of the journal, such as 500MB; then the oldest requests are deleted',
  },
  'journal-max-age': {
    takes: 'duration',
    byDefault: 'unlimited',
    describe: 'How long requests are kept in the journal, such as 7d; older ones are deleted',
  },
} as const satisfies CliOptions;
