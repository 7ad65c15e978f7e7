import { compareWithBaseline } from '../../check/baseline.ts';
import type { CheckEnd } from '../../check/check-end.ts';
import { closingText } from '../../check/closing-text.ts';
import { curlCommands } from '../../check/curl.ts';
import { caseText, listText } from '../../check/list-text.ts';
import { type CheckOutcome, outcomeOf } from '../../check/outcome.ts';
import { caseLine, headText, hostileText } from '../../check/report-text.ts';
import type { CaseResult, CheckResult } from '../../check/result.ts';
import { isFailure } from '../../check/result.ts';
import { resultJson } from '../../check/result-json.ts';
import { runCheck } from '../../check/run-check.ts';
import { fileDestination } from '../../report/destination.ts';
import { shellWord } from '../../report/shell-word.ts';
import type { EnvironmentTrouble } from '../../target/environment-trouble.ts';
import type { Target } from '../../target/target.ts';
import type { CheckArguments } from '../check-options.ts';
import { type CheckSettings, checkSettingsOf } from '../check-settings.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { showProblems } from '../show-problems.ts';
import { targetWords } from '../target-options.ts';
import type { Terminal } from '../terminal.ts';

const EXIT_OF: Readonly<Record<CheckOutcome, ExitCode>> = {
  passed: EXIT.passed,
  failed: EXIT.failed,
  'not judged': EXIT.inconclusive,
  'target gone': EXIT.environment,
  interrupted: EXIT.interrupted,
};

/** Checks a target, or tells of the cases. */
export async function check(args: CheckArguments, terminal: Terminal): Promise<ExitCode> {
  const settings = checkSettingsOf(args, terminal.environment);
  if ('wrong' in settings) {
    terminal.err(`${settings.wrong}\n`);
    return EXIT.badInput;
  }
  if (showProblems(settings.problems, terminal) || settings.cases === undefined) return EXIT.badInput;
  const { cases, context, target } = settings;
  const options = { columns: terminal.columns, style: terminal.outStyle };
  if (args.list) terminal.out(listText(cases, options));
  else if (args.show !== undefined) terminal.out(caseText(cases[0]!, options));
  else if (args.curl !== undefined) {
    const pooled = { ...context, poolSize: target?.poolSize ?? 4 };
    const why = cases[0]!.leftOut?.(pooled) ?? null;
    if (why !== null) {
      terminal.err(`case ${cases[0]!.number} cannot be sent: ${why}\n`);
      return EXIT.badInput;
    }
    terminal.document(curlCommands(await cases[0]!.phases(pooled), curlTarget(target)));
  } else return checkAll(settings, args, terminal);
  return EXIT.passed;
}

async function checkAll(
  settings: CheckSettings,
  args: CheckArguments,
  terminal: Terminal,
): Promise<ExitCode> {
  const { cases, context, baseline: earlier } = settings;
  const strict = args.strict === true;
  const json = args.json;
  // The JSON alone goes to standard output where it is wanted there.
  const [say, style] = json === '-' ? [terminal.err, terminal.errStyle] : [terminal.out, terminal.outStyle];
  const text = { columns: terminal.columns, style };
  const end = await openEnd(settings);
  if ('code' in end) return reportTrouble(end, terminal);
  const pooled = { ...context, poolSize: end.poolSize };
  const sendable = cases.filter(
    (each) => (!each.hostile || args.hostile === true) && (each.leftOut?.(pooled) ?? null) === null,
  ).length;
  let previous: CaseResult | null = null;
  let result: CheckResult | EnvironmentTrouble;
  try {
    result = await runCheck({
      cases,
      end,
      context,
      hostile: args.hostile === true,
      tolerant: args.tolerant === true,
      limitMs: settings.limitMs,
      signal: terminal.interrupted,
      onHostile: () => say(hostileText(text)),
      onCase: (each) => {
        if (previous === null)
          say(headText(end, { contractTitle: context.contract.title, cases: sendable }, text));
        const standing = standingOf(each, earlier, strict);
        say(caseLine(each, previous, { ...text, standing }));
        previous = each;
      },
    });
  } finally {
    await end.close();
  }
  if ('kind' in result) return reportTrouble(result, terminal);
  const baseline = earlier === null ? null : compareWithBaseline(result, earlier, strict);
  const outcome = outcomeOf(result, { strict, baseline });
  say(
    closingText(result, {
      ...text,
      outcome,
      strict,
      baseline,
      again: (numbers) => againCommand(numbers, args),
    }),
  );
  if (json !== undefined) {
    const written = resultJson(result, { outcome, strict, baseline });
    try {
      if (json === '-') terminal.document(written);
      else fileDestination(json, process.pid).replace(written);
    } catch (error) {
      terminal.err(`${terminal.errStyle.error('error')} --json ${json}: ${(error as Error).message}\n`);
      return EXIT.environment;
    }
  }
  if (result.stopped !== null) reportTrouble(result.stopped, terminal);
  return EXIT_OF[outcome];
}

async function openEnd({ target, context }: CheckSettings): Promise<CheckEnd | EnvironmentTrouble> {
  if (target !== null) {
    const [{ targetCheckEnd }, { newRunWord }] = await Promise.all([
      import('../../check/target-check-end.ts'),
      import('../../harness/run-word.ts'),
    ]);
    return targetCheckEnd(target, { contract: context.contract, runWord: newRunWord() });
  }
  const { embeddedCheckEnd } = await import('../../check/embedded-check-end.ts');
  return embeddedCheckEnd();
}

/** How a case stands beside the baseline, in a word; null where there is nothing to say. */
function standingOf(result: CaseResult, baseline: CheckSettings['baseline'], strict: boolean): string | null {
  if (baseline === null) return null;
  const then = baseline.verdicts.get(result.number);
  const failedThen = then !== undefined && isFailure({ verdict: then }, strict);
  if (isFailure(result, strict)) return failedThen ? 'known' : 'new';
  return failedThen && result.verdict !== 'not judged' ? 'fixed' : null;
}

/** Where curl would post to. An index that only a run has the name of is named by hand. */
function curlTarget(target: Target | null): Parameters<typeof curlCommands>[1] {
  if (target === null) return { url: 'http://127.0.0.1:8080/', headers: {}, secrets: [] };
  const { url, headers, secrets, index } = target;
  if (index === null) return { url, headers, secrets };
  const name = encodeURIComponent(index.name.replaceAll('{run}', 'by-hand'));
  return { url: `${url.replace(/\/$/, '')}/${name}/_doc`, headers, secrets };
}

/** The command line that checks some cases again in the same way. */
function againCommand(numbers: readonly string[], args: CheckArguments): string {
  const { release, contract, seed, idle } = args;
  const options = Object.entries({ release, contract, seed, idle }).flatMap(([name, value]) =>
    value === undefined ? [] : [`--${name}`, value],
  );
  const flags = (['strict', 'tolerant', 'hostile', 'keep'] as const).flatMap((name) =>
    args[name] ? [`--${name}`] : [],
  );
  return ['ocs-sim', 'check', ...numbers, ...targetWords(args), ...options, ...flags]
    .map(shellWord)
    .join(' ');
}

function reportTrouble({ message, hint }: EnvironmentTrouble, terminal: Terminal): ExitCode {
  terminal.err(`${terminal.errStyle.error('error')} ${message}\n    hint:     ${hint}\n`);
  return EXIT.environment;
}
