import { runScenario } from '../../harness/run-scenario.ts';
import { loadScenario } from '../../scenario/load.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { type LoadingArguments, loadOptionsOf } from '../options.ts';
import { showProblems } from '../show-problems.ts';
import type { Terminal } from '../terminal.ts';

export interface GenerateArguments extends LoadingArguments {
  readonly file: string;
  readonly case?: string | undefined;
  readonly bodies?: boolean | undefined;
}

/** So many characters are gathered before they are written. */
const CHUNK = 65_536;

/** Prints the notifications that a scenario would send as NDJSON, without any network; judges nothing. */
export async function generate(args: GenerateArguments, terminal: Terminal): Promise<ExitCode> {
  const options = loadOptionsOf(args);
  if ('wrong' in options) {
    terminal.err(`${options.wrong}\n`);
    return EXIT.badInput;
  }
  const chosen = args.case === undefined ? options : { ...options, case: args.case };
  const { scenario, problems } = await loadScenario(args.file, chosen);
  if (
    showProblems(
      problems.filter(({ code }) => code !== 'no-expectations'),
      terminal,
    ) ||
    scenario === null
  )
    return EXIT.badInput;
  let chunk = '';
  const result = await runScenario(
    { ...scenario, expectations: [] },
    {
      destination: { kind: 'none', pace: () => terminal.drained() },
      signal: AbortSignal.any([terminal.interrupted, terminal.unread]),
      onSettled: ({ body, atMs, group, event }) => {
        if (body === null) return;
        chunk += args.bodies ? `${body}\n` : `${line(scenario.epochMs + atMs, group, event)}${body}}\n`;
        if (chunk.length < CHUNK) return;
        terminal.document(chunk);
        chunk = '';
      },
    },
  );
  terminal.document(chunk);
  if ('kind' in result) return EXIT.environment;
  return result.interrupted && !terminal.unread.aborted ? EXIT.interrupted : EXIT.passed;
}

/** The begin of a line; the body, which is JSON text already, follows as it would be sent. */
function line(instantMs: number, group: string, event: string): string {
  return `{"at":"${new Date(instantMs).toISOString()}","group":${JSON.stringify(group)},"event":"${event}","body":`;
}
