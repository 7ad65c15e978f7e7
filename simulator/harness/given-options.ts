import { RELEASE_NAMES } from '../../receiver/contract/releases.ts';
import { didYouMean } from '../../receiver/document/closest-word.ts';
import type { Diagnostic, DiagnosticCode } from '../../receiver/document/diagnostic.ts';
import type { LoadOptions } from '../scenario/load-options.ts';
import type { Environment } from '../target/secrets.ts';
import type { RunOptions } from './run-scenario.ts';

/** How a scenario is loaded and run. */
export interface GivenOptions extends RunOptions, LoadOptions {
  /** Where the secrets of the scenario's own target are looked up, such as `process.env`; default: nowhere. */
  readonly environment?: Environment;
}

type Rule = readonly [is: (value: unknown) => boolean, expected: string];

const CALLED: Rule = [(value) => typeof value === 'function', 'a function'];
const TEXT: Rule = [(value) => typeof value === 'string', 'text'];
const TEXTS: Rule = [
  (value) => Array.isArray(value) && value.every((each) => typeof each === 'string'),
  "a list of texts, such as ['interval=5']",
];

/** What each option must look like, for programs that the compiler does not hold to its types. */
const OPTIONS: Readonly<Record<keyof GivenOptions, Rule>> = {
  release: [
    (value) => (RELEASE_NAMES as readonly unknown[]).includes(value),
    `one of ${RELEASE_NAMES.join(', ')}`,
  ],
  contract: TEXT,
  seed: [(value) => Number.isSafeInteger(value) && Number(value) >= 0, 'a whole number >= 0'],
  clock: [
    (value) =>
      hasKind(value, ['virtual']) ||
      (hasKind(value, ['real', 'scaled']) && Number((value as { readonly speed?: unknown }).speed) > 0),
    "{ kind: 'virtual' }, { kind: 'real', speed: 1 }, or such as { kind: 'scaled', speed: 60 }",
  ],
  set: TEXTS,
  param: TEXTS,
  case: TEXT,
  untrusted: [
    (value) => isObject(value) && TEXTS[0]((value as { readonly hosts?: unknown }).hosts),
    "such as { hosts: ['search.example'] }",
  ],
  onRead: CALLED,
  destination: [
    (value) => hasKind(value, ['embedded', 'target', 'none']),
    "such as { kind: 'target', url: 'http://127.0.0.1:8080/' }",
  ],
  traceLog: [isObject, 'a log'],
  signal: [(value) => value instanceof AbortSignal, 'an AbortSignal'],
  onBody: CALLED,
  onSettled: CALLED,
  onFate: CALLED,
  onBegin: CALLED,
  onJudged: CALLED,
  onStepFailed: CALLED,
  runWord: TEXT,
  environment: [isObject, "such as { TOKEN: 'abc' }"],
};

/** What is wrong with options: those that there are not, and values that are none of theirs. */
export function optionProblems(options: unknown): readonly Diagnostic[] {
  if (!isObject(options))
    return [problemAbout('options', 'bad-value', 'the options of runScenario are an object')];
  const names = Object.keys(OPTIONS);
  return Object.entries(options as object).flatMap(([name, value]): readonly Diagnostic[] => {
    const rule = Object.hasOwn(OPTIONS, name) ? OPTIONS[name as keyof GivenOptions] : undefined;
    if (rule === undefined) {
      const hint = didYouMean(name, names) ?? `the options are ${names.join(', ')}`;
      return [problemAbout('options', 'unknown-key', `runScenario has no option "${name}"`, hint)];
    }
    const [is, expected] = rule;
    return value === undefined || is(value)
      ? []
      : [problemAbout('options', 'bad-value', `the option ${name} cannot be that: expected ${expected}`)];
  });
}

/** A problem of what stands in no text. `where`: what has it, for people. */
export function problemAbout(
  where: string,
  code: DiagnosticCode,
  message: string,
  hint?: string,
): Diagnostic {
  return {
    code,
    severity: 'error',
    place: { source: { name: where, text: '' }, start: 0, end: 0 },
    message,
    ...(hint === undefined ? {} : { hint }),
  };
}

function hasKind(value: unknown, kinds: readonly string[]): boolean {
  return isObject(value) && kinds.includes(String((value as { readonly kind?: unknown }).kind));
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
