import type { JournalArguments } from './journal-options.ts';
import type { LedgerArguments } from './ledger-options.ts';
import type { LiveArguments } from './live-options.ts';
import type { LoadingArguments } from './options.ts';
import type { ReportArguments } from './report-options.ts';
import type { SelectionArguments } from './selection-options.ts';
import type { TargetArguments } from './target-options.ts';

/** What `run` is given. */
export interface RunArguments
  extends LoadingArguments,
    JournalArguments,
    LedgerArguments,
    LiveArguments,
    ReportArguments,
    SelectionArguments,
    TargetArguments {
  readonly paths?: readonly string[] | undefined;
  readonly verbose?: boolean | undefined;
  readonly trace?: boolean | undefined;
  readonly traceJson?: boolean | undefined;
  readonly failFast?: boolean | undefined;
  readonly concurrency?: string | undefined;
}
