import type { Durability } from '../../receiver/journal/disk/disk-journal-options.ts';
import type { CliOptions } from './command.ts';

/** What the command line says about a journal on disk. */
export interface JournalArguments {
  readonly journal?: string | undefined;
  readonly durability?: Durability | undefined;
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
} as const satisfies CliOptions;
