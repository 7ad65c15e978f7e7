// Secrets among the options: `env:NAME` or `@FILE`, never the secret itself.

import type { Place } from '../../receiver/document/place.ts';
import { type Environment, LookUp } from '../target/secrets.ts';

/** What is said of a secret that stands on a command line; `instead` says what to write. */
export function plainSecretText(option: string, instead: string): string {
  return `--${option}: a secret does not stand on a command line, where others see it; ${instead}`;
}

/** Where an option's value `env:NAME` or `@FILE`, from an offset on, says the secret is; null for anything else. */
export function referenceIn(
  value: string,
  from = 0,
): { readonly key: 'env' | 'file'; readonly from: number } | null {
  const prefix = /^(?:env:|@)/.exec(value.slice(from))?.[0];
  return prefix === undefined ? null : { key: prefix === '@' ? 'file' : 'env', from: from + prefix.length };
}

/** The secret to which an option's value refers from an offset on, behind `USER:`; or what is wrong, without the secret. */
export function secretOf(
  option: string,
  given: string,
  environment: Environment,
  from = 0,
): string | { readonly wrong: string } {
  const reference = referenceIn(given, from);
  if (reference === null) {
    const before = from === 0 ? '' : 'USER:';
    return { wrong: plainSecretText(option, `write --${option} ${before}env:NAME, or ${before}@FILE`) };
  }
  const name = given.slice(reference.from);
  const place: Place = { source: { name: '', text: given }, start: from, end: given.length };
  const lookUp = new LookUp(environment);
  const secret = lookUp.secret({
    value: reference.key === 'env' ? { from: 'environment', name } : { from: 'file', path: name },
    place,
  });
  if (secret !== undefined) return secret;
  const { message, hint } = lookUp.problems[0]!;
  return { wrong: `--${option}: ${message}${hint === undefined ? '' : `\n    hint:     ${hint}`}` };
}
