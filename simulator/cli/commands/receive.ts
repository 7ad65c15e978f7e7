import { writeFileSync } from 'node:fs';
import { identifier } from '../../../receiver/contract/identify.ts';
import type { ReleaseName } from '../../../receiver/contract/releases.ts';
import { loadContract } from '../../../receiver/contract/site.ts';
import type { Diagnostic } from '../../../receiver/document/diagnostic.ts';
import { newReading } from '../../../receiver/document/shape.ts';
import { readYaml } from '../../../receiver/document/source.ts';
import { safeText } from '../../../receiver/expect/shown-text.ts';
import { startReceiver } from '../../../receiver/receiver.ts';
import type { AnswerAs } from '../../../receiver/reply/answer-as.ts';
import type { ElasticsearchFlavour } from '../../../receiver/reply/elasticsearch/flavour.ts';
import type { ReplyRule } from '../../../receiver/reply/reply-plan.ts';
import { replyShape } from '../../../receiver/reply/reply-shape.ts';
import { type ControlArguments, controlSettingsOf } from '../control-options.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import type { IntakeArguments } from '../intake-options.ts';
import { intakeSettingsOf } from '../intake-settings.ts';
import type { JournalArguments } from '../journal-options.ts';
import { journalSettingsOf, journalText } from '../journal-settings.ts';
import { wholeNumber } from '../options.ts';
import { RecordPrinter } from '../record-printer.ts';
import { showProblems } from '../show-problems.ts';
import type { Terminal } from '../terminal.ts';

export interface ReceiveArguments extends ControlArguments, IntakeArguments, JournalArguments {
  readonly host: string;
  readonly port: string;
  readonly judge?: boolean | undefined;
  readonly release?: ReleaseName | undefined;
  readonly contract?: string | undefined;
  readonly reply?: readonly string[] | undefined;
  readonly 'answer-as'?: 'plain' | ElasticsearchFlavour | undefined;
  readonly seed?: string | undefined;
}

/**
 * The receiver alone: one line a request until it is interrupted, which is its regular end. With `judge` the exit code is the
 * verdict on all that came: passed, failed, or inconclusive if nothing came or not all of it could be recorded.
 */
export async function receive(args: ReceiveArguments, terminal: Terminal): Promise<ExitCode> {
  const port = wholeNumber(args.port);
  if (port === null || port > 65_535) {
    terminal.err(`--port ${args.port}: expected a whole number from 0 to 65535; 0 picks a free port\n`);
    return EXIT.badInput;
  }
  // An empty host would mean every address of this machine.
  if (args.host.trim() === '') {
    terminal.err('--host is empty: expected an address of this machine, such as 127.0.0.1\n');
    return EXIT.badInput;
  }
  const controlSettings = controlSettingsOf(args, terminal.environment);
  if (controlSettings !== null && 'wrong' in controlSettings) {
    terminal.err(`${controlSettings.wrong}\n`);
    return EXIT.badInput;
  }
  const intake = intakeSettingsOf(args, terminal.environment);
  if ('wrong' in intake) {
    terminal.err(`${intake.wrong}\n`);
    return EXIT.badInput;
  }
  const journal = journalSettingsOf(args);
  if (journal !== undefined && 'wrong' in journal) {
    terminal.err(`${journal.wrong}\n`);
    return EXIT.badInput;
  }
  const seed = wholeNumber(args.seed ?? '1');
  if (seed === null) {
    terminal.err(`--seed ${args.seed}: expected a whole number >= 0\n`);
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
    ...intake,
    replies: rules,
    answerAs: answerAs(args['answer-as']),
    seed,
    identify: ({ content }) => {
      if (content.kind !== 'object') return { event: null, group: null, state: null };
      const { event, campaignGroup, tenantCcid, state } = identify(content.value);
      return { event, group: campaignGroup, tenant: tenantCcid, state };
    },
    ...(journal === undefined ? {} : { journal }),
    onRecord: (record) => printer.print(record),
    onLoss: (gap) => printer.printLoss(gap),
  });
  if (receiver.kind !== 'receiver') {
    terminal.err(`${terminal.errStyle.error('error')} ${receiver.message}\n    hint:     ${receiver.hint}\n`);
    return EXIT.environment;
  }
  const unwritten = writeCertificate(receiver.certificate, args['tls-write-cert']);
  if (unwritten !== null) {
    terminal.err(`${unwritten}\n`);
    await receiver.close();
    return EXIT.environment;
  }
  terminal.err(
    `receiving at ${terminal.errStyle.accent(`${receiver.url}/`)}  (${contract.title}; end with Ctrl-C)\n`,
  );
  if (journal !== undefined) terminal.err(journalText(receiver.journal, terminal.errStyle));
  const control =
    controlSettings &&
    (await (await loadControl()).openControl(receiver, controlSettings, { contract }, terminal));
  if (controlSettings !== null && control === null) {
    await receiver.close();
    return EXIT.environment;
  }
  await new Promise<void>((resolve) => {
    if (terminal.interrupted.aborted) resolve();
    else terminal.interrupted.addEventListener('abort', () => resolve(), { once: true });
  });
  await control?.close();
  await receiver.close();
  const { refusedByParser, refusals } = receiver.counts();
  terminal.err(`\n${printer.summary(refusedByParser)}\n`);
  for (const [reason, times] of refusals) terminal.err(`  refused ${times} ×  ${safeText(reason)}\n`);
  return printer.exitCode;
}

/** Only who asks for the control API waits until it is loaded. */
const loadControl = () => import('../open-control.ts');

/** Null, or why it could not be written. */
function writeCertificate(certificate: string | null, path: string | undefined): string | null {
  if (certificate === null || path === undefined) return null;
  try {
    writeFileSync(path, certificate);
    return null;
  } catch (error) {
    return `--tls-write-cert ${path}: it cannot be written: ${(error as Error).message}`;
  }
}

function answerAs(word: ReceiveArguments['answer-as']): AnswerAs {
  if (word === undefined || word === 'plain') return { kind: 'plain' };
  return { kind: 'elasticsearch', flavour: word, indices: new Map() };
}

function readReplies(given: readonly string[]): {
  readonly rules: readonly ReplyRule[];
  readonly problems: readonly Diagnostic[];
} {
  const problems: Diagnostic[] = [];
  const rules = given.flatMap((text): readonly ReplyRule[] => {
    const { root, problems: mistakes } = readYaml({ name: '--reply', text: text.trim() === '' ? '~' : text });
    problems.push(...mistakes);
    if (root === null || mistakes.length > 0) return [];
    const reading = newReading();
    const reply = replyShape.read(root, reading);
    problems.push(...reading.problems);
    return reply?.change.kind === 'in front' ? reply.change.rules : [];
  });
  return { rules, problems };
}
