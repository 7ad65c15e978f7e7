import type { Contract } from '../../receiver/contract/contract.ts';
import { GroupLabels } from '../../receiver/contract/group-labels.ts';
import { identifier } from '../../receiver/contract/identify.ts';
import { bodyJudge, type FieldDifference } from '../../receiver/contract/judge.ts';
import { durationText } from '../../receiver/document/duration.ts';
import { safeText } from '../../receiver/expect/shown-text.ts';
import type { JournalGap } from '../../receiver/journal/journal.ts';
import type { ReceivedRecord } from '../../receiver/journal/record.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { numbersText } from './journal-settings.ts';
import type { Terminal } from './terminal.ts';

/** Smaller differences are the wall clock being brought into line little by little. */
const LEAST_STEP_MS = 1_000;
/** Characters of what is wrong with a body; a place in it stands last. */
const MOST_DETAIL = 200;
/** Kinds of differences, and fields, that are remembered: a hostile sender has no end of them. */
const MOST_REMEMBERED = 1_000;
/** Fields that the summary names. */
const MOST_FIELDS = 10;

/** Prints a line for each record as it comes, judges it if asked to, and sums up. */
export class RecordPrinter {
  readonly #terminal: Terminal;
  readonly #labels = new GroupLabels();
  readonly #identify: ReturnType<typeof identifier>;
  readonly #judge: ReturnType<typeof bodyJudge> | null;
  #records = 0;
  #unusable = 0;
  /** Requests that carry no notification, such as health checks, or those by which a client sets up an index. */
  #others = 0;
  #different = 0;
  #notRecorded = 0;
  /** Milliseconds by which the wall clock is ahead of the clock that is never set. */
  #aheadMs = 0;
  /** The first record of each set of differences: a sender that is wrong is mostly wrong in the same way again. */
  readonly #firstWith = new Map<string, number>();
  readonly #differingFields = new Map<string, number>();

  constructor(contract: Contract, judging: boolean, terminal: Terminal) {
    this.#terminal = terminal;
    this.#identify = identifier(contract);
    this.#judge = judging ? bodyJudge(contract) : null;
  }

  print(record: ReceivedRecord): void {
    const { out, outStyle: style } = this.#terminal;
    this.#records += 1;
    this.#sayClockStep(record);
    const time = new Date(record.receivedAtMs).toISOString().slice(11, 23);
    const status = record.reply.status === null ? record.reply.manner : String(record.reply.status);
    const head = `${style.faint(`${time}Z`)} ${`#${record.number}`.padStart(6)}  ${status.padEnd(3)}`;
    const { content } = record;
    if (content.kind === 'no notification') {
      this.#others += 1;
      out(`${head}  ${style.faint(`${record.method} ${safeText(record.path)}`)}\n`);
      return;
    }
    if (content.kind === 'unusable') {
      this.#unusable += 1;
      const detail = `${record.method} ${safeText(record.path)}  ${content.problem}: ${safeText(content.detail, MOST_DETAIL)}`;
      out(`${head}  ${style.warning(detail)}\n`);
      return;
    }
    const { event, state, campaignGroup, tenantCcid } = this.#identify(content.value);
    const differences = this.#judge?.(content.value) ?? [];
    const bad = differences.length > 0 || content.duplicateKeys.length > 0;
    if (bad) this.#different += 1;
    const same = bad ? this.#sameAs(record.number, differences, content.duplicateKeys) : null;
    const wrong = `  ${style.error('✗')}${same === null ? '' : ` as #${same}`}`;
    const verdict = this.#judge === null ? '' : bad ? wrong : `  ${style.good('✓')}`;
    // Groups of several tenants with one name are told apart by the tenant.
    const who = safeText(
      campaignGroup === null ? 'no campaign group' : this.#labels.of(campaignGroup, tenantCcid).label,
    );
    out(
      `${head}  ${(event ?? 'unknown event').padEnd(19)} ${style.accent(who.padEnd(24))} ${(state ?? '?').padEnd(13)} ${bytesText(record.bodyBytes)}${verdict}\n`,
    );
    if (same !== null) return;
    for (const difference of differences) out(`${differenceLine(difference)}\n`);
    for (const key of content.duplicateKeys)
      out(`${' '.repeat(24)}${safeText(key)} stands twice in one object\n`);
  }

  /** Says that the wall clock was set since the record before: the times that are shown then do not tell intervals. */
  #sayClockStep({ number, receivedAtMs, steadyAtMs = receivedAtMs - this.#aheadMs }: ReceivedRecord): void {
    const stepMs = receivedAtMs - steadyAtMs - this.#aheadMs;
    if (Math.abs(stepMs) < LEAST_STEP_MS) return;
    this.#aheadMs += stepMs;
    const { out, outStyle: style } = this.#terminal;
    const by = durationText(Math.round(Math.abs(stepMs) / 1_000) * 1_000);
    const how = stepMs < 0 ? `set back by ${by}` : `set ahead by ${by}, or the machine slept`;
    out(
      `${style.warning(`the wall clock was ${how} before #${number}: intervals are judged without that`)}\n`,
    );
  }

  /** The number of an earlier record with the very same differences; null where this is the first. Counts the fields. */
  #sameAs(
    number: number,
    differences: readonly FieldDifference[],
    duplicateKeys: readonly string[],
  ): number | null {
    const fields = [...differences.map(({ field }) => field), ...duplicateKeys];
    for (const field of fields) {
      const known = this.#differingFields.has(field) || this.#differingFields.size < MOST_REMEMBERED;
      if (known) this.#differingFields.set(field, (this.#differingFields.get(field) ?? 0) + 1);
    }
    const key = JSON.stringify([
      differences.map(({ field, kind, expected }) => [field, kind, expected]),
      duplicateKeys,
    ]);
    const first = this.#firstWith.get(key);
    if (first === undefined && this.#firstWith.size < MOST_REMEMBERED) this.#firstWith.set(key, number);
    return first ?? null;
  }

  printLoss({ first, last, reason }: JournalGap): void {
    const { out, outStyle: style } = this.#terminal;
    this.#notRecorded += last - first + 1;
    out(`${style.error(`${numbersText(first, last)}  507  ${reason}`)}\n`);
  }

  summary(refusedByParser: number): string {
    const parts = [`${this.#records} recorded`];
    if (this.#unusable > 0) parts.push(`${this.#unusable} unusable`);
    if (this.#others > 0) parts.push(`${this.#others} without a notification`);
    if (this.#judge !== null) parts.push(`${this.#different} against the contract`);
    if (this.#notRecorded > 0) parts.push(`${this.#notRecorded} not recorded, answered 507`);
    if (refusedByParser > 0) parts.push(`${refusedByParser} refused`);
    const fields = [...this.#differingFields].sort(([, a], [, b]) => b - a).slice(0, MOST_FIELDS);
    return [parts.join(' · '), ...fields.map(([field, count]) => `  ${count} ×  ${safeText(field)}`)].join(
      '\n',
    );
  }

  get exitCode(): ExitCode {
    if (this.#judge === null) return EXIT.passed;
    if (this.#different > 0 || this.#unusable > 0) return EXIT.failed;
    return this.#records > this.#others && this.#notRecorded === 0 ? EXIT.passed : EXIT.inconclusive;
  }
}

function differenceLine({ field, expected, got, kind }: FieldDifference): string {
  return `${' '.repeat(24)}${safeText(field)}  ${kind}: expected ${safeText(expected)}, got ${safeText(got)}`;
}

function bytesText(bytes: number): string {
  return bytes < 1_000 ? `${bytes} B` : `${(bytes / 1_000).toFixed(1)} kB`;
}
