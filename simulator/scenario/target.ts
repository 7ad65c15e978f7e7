import { didYouMean } from '../../receiver/document/closest-word.ts';
import type { Diagnostic } from '../../receiver/document/diagnostic.ts';
import { groupNamesShape } from '../../receiver/document/group-names.ts';
import { fitsPattern } from '../../receiver/document/name-pattern.ts';
import type { Placed, Shape } from '../../receiver/document/shape.ts';

/** Names of campaign groups as a scenario writes them: a label, a list of labels, a pattern such as `bank-*`, or `all` (read as `*`). */
export type Target = readonly Placed<string>[];

export const targetShape: Shape<Target> = groupNamesShape;

/** The labels that a target means, each once, in the order of the scenario; names that mean none are problems. */
export function resolveTarget(
  target: Target,
  labels: readonly string[],
): { readonly labels: readonly string[]; readonly problems: readonly Diagnostic[] } {
  const problems: Diagnostic[] = [];
  for (const { value, place } of target) {
    if (labels.some((label) => fitsPattern(value, label))) continue;
    const members = labels.filter((label) => label.replace(/-\d+$/, '') === value);
    const hint =
      members.length > 0
        ? `"${value}" stands for ${members[0]} to ${members.at(-1)}: write ${value}-*`
        : didYouMean(value, [...labels, 'all']);
    problems.push({
      code: 'unknown-group',
      severity: 'error',
      place,
      message: `there is no group "${value}"`,
      found: value,
      expected: labels.length > 0 ? `one of ${shortList(labels)}` : 'a group under groups:',
      ...(hint === undefined ? {} : { hint }),
    });
  }
  return {
    labels: labels.filter((label) => target.some(({ value }) => fitsPattern(value, label))),
    problems,
  };
}

/** A few words of a list that may be long. */
export function shortList(words: readonly string[], most = 8): string {
  return words.length <= most
    ? words.join(', ')
    : `${words.slice(0, most).join(', ')} and ${words.length - most} more`;
}
