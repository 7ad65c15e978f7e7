import type { Contract } from '../../../receiver/contract/contract.ts';
import { bodyJudge } from '../../../receiver/contract/judge.ts';
import type { ReleaseName } from '../../../receiver/contract/releases.ts';
import { loadContract } from '../../../receiver/contract/site.ts';
import { Digests } from '../../../receiver/control/digests.ts';
import { asBodies, asHar, asNdjson, exported } from '../../../receiver/control/export.ts';
import { FILTER_PARAMETERS, type Filterable, filterOf } from '../../../receiver/control/filter.ts';
import { Query } from '../../../receiver/control/query.ts';
import { subjectReader } from '../../../receiver/control/subject.ts';
import { harmless } from '../../../receiver/document/harmless.ts';
import { EXPIRED } from '../../../receiver/journal/disk/housekeeping.ts';
import { EARLIER_FORMAT } from '../../../receiver/journal/disk/open-folder.ts';
import { type FolderReading, readFolder } from '../../../receiver/journal/disk/read-folder.ts';
import { WALL_CLOCK } from '../../../receiver/wall-clock.ts';
import { count } from '../../report/numbers.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { filesText, numbersText } from '../journal-settings.ts';
import { showProblems } from '../show-problems.ts';
import type { Terminal } from '../terminal.ts';

/** What `journal` is asked for. */
export interface JournalCommandArguments {
  readonly action: 'verify' | 'export';
  readonly dir: string;
  readonly format?: 'ndjson' | 'har' | 'bodies' | undefined;
  readonly group?: readonly string[] | undefined;
  readonly event?: readonly string[] | undefined;
  readonly from?: string | undefined;
  readonly until?: string | undefined;
  readonly release?: ReleaseName | undefined;
  readonly contract?: string | undefined;
}

const OF_EXPORT = ['format', 'group', 'event', 'from', 'until'] as const;

/** Verifies a journal's folder, or exports what is in it. Writes nothing to it. */
export async function journal(args: JournalCommandArguments, terminal: Terminal): Promise<ExitCode> {
  const idle = OF_EXPORT.find((name) => args.action === 'verify' && args[name] !== undefined);
  if (idle !== undefined) {
    terminal.err(`--${idle} is about the export: ocs-sim journal export DIR --${idle} ...\n`);
    return EXIT.badInput;
  }
  if (args.dir.trim() === '') {
    terminal.err('DIR is empty: expected the folder of a journal\n');
    return EXIT.badInput;
  }
  const { contract, problems } = loadContract({ release: args.release, file: args.contract });
  if (showProblems(problems, terminal) || contract === null) return EXIT.badInput;
  const reading = await readFolder(args.dir, args.action === 'verify');
  if (reading.kind !== 'journal') {
    const { errStyle: style } = terminal;
    terminal.err(`${style.error('error')} ${reading.message}\n    hint:     ${reading.hint}\n`);
    return EXIT.environment;
  }
  return args.action === 'verify'
    ? verify(reading, terminal)
    : exportJournal(reading, args, contract, terminal);
}

function verify(reading: FolderReading, terminal: Terminal): ExitCode {
  const { gaps, remarks, torn, usedBy } = reading;
  const { outStyle: style } = terminal;
  terminal.out(filesText(reading, style));
  const lost = gaps.all.filter(({ reason }) => !reason.startsWith(EXPIRED));
  const missing = lost.reduce((sum, { first, last }) => sum + last - first + 1, 0);
  for (const { first, last, reason } of gaps.all)
    terminal.out(`${style.warning('gap')}  ${numbersText(first, last)}: ${harmless(reason)}\n`);
  for (const remark of remarks) terminal.out(`${style.warning('note')} ${harmless(remark)}\n`);
  // What a process is writing just now has no end yet.
  if (torn !== null && usedBy === null)
    terminal.out(
      `${style.warning('torn')} the last line of ${harmless(torn.file)} is torn at byte ${torn.offset}: its request had no answer yet\n`,
    );
  const changed = remarks.filter((remark) => remark !== EARLIER_FORMAT).length;
  if (lost.length === 0 && changed === 0) {
    terminal.out(`${style.good('✓')} every line is whole, and each file holds what was written to it\n`);
    return EXIT.passed;
  }
  const found = [
    ...(missing > 0 ? [`${count(missing, 'record')} missing`] : []),
    ...(changed > 0 ? [`${count(changed, 'thing')} to note`] : []),
  ];
  terminal.out(`${style.error('✗')} not as it was written: ${found.join(', ')}\n`);
  return EXIT.failed;
}

async function exportJournal(
  reading: FolderReading,
  args: JournalCommandArguments,
  contract: Contract,
  terminal: Terminal,
): Promise<ExitCode> {
  const query = new Query(parametersOf(args), FILTER_PARAMETERS);
  const filter = filterOf(query, filterable(contract, await firstArrivalOf(reading)), WALL_CLOCK.nowMs());
  if (query.refusal !== null) {
    const { message, hint } = query.refusal;
    terminal.err(`--${message}${hint === null ? '' : `\n    hint:     ${hint}`}\n`);
    return EXIT.badInput;
  }
  const items = exported(reading, filter);
  const chunks =
    args.format === 'har'
      ? asHar(items, 'http://localhost')
      : args.format === 'bodies'
        ? asBodies(items)
        : asNdjson(items);
  for await (const chunk of chunks) {
    if (terminal.interrupted.aborted) return EXIT.interrupted;
    if (terminal.unread.aborted) break;
    terminal.document(chunk);
    await terminal.drained();
  }
  const { errStyle: style } = terminal;
  for (const { first, last, reason } of reading.gaps.all)
    terminal.err(`${style.warning('gap')} ${numbersText(first, last)}: ${harmless(reason)}\n`);
  return EXIT.passed;
}

function parametersOf({ group = [], event = [], from, until }: JournalCommandArguments): URLSearchParams {
  const parameters = new URLSearchParams();
  for (const each of group) parameters.append('group', each);
  for (const each of event) parameters.append('event', each);
  if (from !== undefined) parameters.set('from', from);
  if (until !== undefined) parameters.set('until', until);
  return parameters;
}

function filterable(contract: Contract, originMs: number): Filterable {
  const digests = new Digests(subjectReader(contract));
  const judge = bodyJudge(contract);
  return {
    contract,
    originMs,
    digest: (record) => digests.of(record),
    differences: ({ content }) => (content.kind === 'object' ? judge(content.value) : null),
  };
}

/** From when durations count. */
async function firstArrivalOf(reading: FolderReading): Promise<number> {
  for await (const { records } of reading.pages()) {
    if (records[0] !== undefined) return records[0].receivedAtMs;
  }
  return 0;
}
