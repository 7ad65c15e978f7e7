import type { Contract } from '../../../receiver/contract/contract.ts';
import { identifier } from '../../../receiver/contract/identify.ts';
import { bodyJudge, type FieldDifference } from '../../../receiver/contract/judge.ts';
import type { ReleaseName } from '../../../receiver/contract/releases.ts';
import { loadContract } from '../../../receiver/contract/site.ts';
import type { Diagnostic } from '../../../receiver/document/diagnostic.ts';
import { newReading } from '../../../receiver/document/shape.ts';
import { readYaml } from '../../../receiver/document/source.ts';
import { safeText } from '../../../receiver/expect/shown-text.ts';
import type { ReceivedRecord } from '../../../receiver/journal/record.ts';
import { startReceiver } from '../../../receiver/receiver.ts';
import type { ReplyRule } from '../../../receiver/reply/reply-plan.ts';
import { replyShape } from '../../../receiver/reply/reply-shape.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { wholeNumber } from '../options.ts';
import { showProblems } from '../show-problems.ts';
import type { Terminal } from '../terminal.ts';

export interface ReceiveArguments {
  readonly host: string;
  readonly port: string;
  readonly judge?: boolean | undefined;
  readonly release?: ReleaseName | undefined;
  readonly contract?: string | undefined;
  readonly reply?: readonly string[] | undefined;
}

/**
 * The receiver alone: one line a request until it is interrupted, which is its regular end. With `judge` the exit code is the
 * verdict on all that came: passed, failed, or inconclusive if nothing came.
 */
export async function receive(args: ReceiveArguments, terminal: Terminal): Promise<ExitCode> {
  const port = wholeNumber(args.port);
  if (port === null || port > 65_535) {
    terminal.err(`--port ${args.port}: expected a whole number from 0 to 65535; 0 picks a free port\n`);
    return EXIT.badInput;
  }
  const { contract, problems } = loadContract({ release: args.release, file: args.contract });
  const { rules, problems: replyProblems } = readReplies(args.reply ?? []);
  if (showProblems([...problems, ...replyProblems], terminal) || contract === null) return EXIT.badInput;

  const identify = identifier(contract);
  const printer = new RecordPrinter(contract, args.judge === true, terminal);
  const receiver = await startReceiver({
    host: args.host,
    port,
    replies: rules,
    identify: ({ content }) => {
      if (content.kind !== 'object') return { event: null, group: null };
      const { event, campaignGroup } = identify(content.value);
      return { event, group: campaignGroup };
    },
    onRecord: (record) => printer.print(record),
  });
  if (receiver.kind === 'cannot listen') {
    terminal.err(`${terminal.errStyle.error('error')} ${receiver.message}\n    hint:     ${receiver.hint}\n`);
    return EXIT.environment;
  }
  terminal.err(
    `receiving at ${terminal.errStyle.accent(`${receiver.url}/`)}  (${contract.title}; end with Ctrl-C)\n`,
  );
  await new Promise<void>((resolve) => {
    if (terminal.interrupted.aborted) resolve();
    else terminal.interrupted.addEventListener('abort', () => resolve(), { once: true });
  });
  await receiver.close();
  const { refusedByParser } = receiver.counts();
  terminal.err(`\n${printer.summary(refusedByParser)}\n`);
  return printer.exitCode;
}

function readReplies(given: readonly string[]): {
  readonly rules: readonly ReplyRule[];
  readonly problems: readonly Diagnostic[];
} {
  const problems: Diagnostic[] = [];
  const rules = given.flatMap((text): readonly ReplyRule[] => {
    const { root, problems: mistakes } = readYaml({ name: '--reply', text });
    problems.push(...mistakes);
    if (root === null || mistakes.length > 0) return [];
    const reading = newReading();
    const reply = replyShape.read(root, reading);
    problems.push(...reading.problems);
    return reply?.change.kind === 'in front' ? reply.change.rules : [];
  });
  return { rules, problems };
}

/** Characters of what is wrong with a body; a place in it stands last. */
const MOST_DETAIL = 200;

class RecordPrinter {
  readonly #terminal: Terminal;
  readonly #identify: ReturnType<typeof identifier>;
  readonly #judge: ReturnType<typeof bodyJudge> | null;
  #records = 0;
  #unusable = 0;
  #different = 0;

  constructor(contract: Contract, judging: boolean, terminal: Terminal) {
    this.#terminal = terminal;
    this.#identify = identifier(contract);
    this.#judge = judging ? bodyJudge(contract) : null;
  }

  print(record: ReceivedRecord): void {
    const { out, outStyle: style } = this.#terminal;
    this.#records += 1;
    const time = new Date(record.receivedAtMs).toISOString().slice(11, 23);
    const status = record.reply.status === null ? record.reply.manner : String(record.reply.status);
    const head = `${style.faint(`${time}Z`)} ${`#${record.number}`.padStart(6)}  ${status.padEnd(3)}`;
    const { content } = record;
    if (content.kind === 'unusable') {
      this.#unusable += 1;
      const detail = `${record.method} ${safeText(record.path)}  ${content.problem}: ${safeText(content.detail, MOST_DETAIL)}`;
      out(`${head}  ${style.warning(detail)}\n`);
      return;
    }
    const { event, state, campaignGroup } = this.#identify(content.value);
    const differences = this.#judge?.(content.value) ?? [];
    const bad = differences.length > 0 || content.duplicateKeys.length > 0;
    if (bad) this.#different += 1;
    const verdict = this.#judge === null ? '' : bad ? `  ${style.error('✗')}` : `  ${style.good('✓')}`;
    const who = safeText(campaignGroup ?? 'no campaign group');
    out(
      `${head}  ${(event ?? 'unknown event').padEnd(19)} ${style.accent(who.padEnd(24))} ${(state ?? '?').padEnd(13)} ${bytesText(record.bodyBytes)}${verdict}\n`,
    );
    for (const difference of differences) out(`${differenceLine(difference)}\n`);
    for (const key of content.duplicateKeys)
      out(`${' '.repeat(24)}${safeText(key)} stands twice in one object\n`);
  }

  summary(refusedByParser: number): string {
    const parts = [`${this.#records} recorded`];
    if (this.#unusable > 0) parts.push(`${this.#unusable} unusable`);
    if (this.#judge !== null) parts.push(`${this.#different} against the contract`);
    if (refusedByParser > 0) parts.push(`${refusedByParser} refused: not HTTP`);
    return parts.join(' · ');
  }

  get exitCode(): ExitCode {
    if (this.#judge === null) return EXIT.passed;
    if (this.#different > 0 || this.#unusable > 0) return EXIT.failed;
    return this.#records > 0 ? EXIT.passed : EXIT.inconclusive;
  }
}

function differenceLine({ field, expected, got, kind }: FieldDifference): string {
  return `${' '.repeat(24)}${safeText(field)}  ${kind}: expected ${safeText(expected)}, got ${safeText(got)}`;
}

function bytesText(bytes: number): string {
  return bytes < 1_000 ? `${bytes} B` : `${(bytes / 1_000).toFixed(1)} kB`;
}
