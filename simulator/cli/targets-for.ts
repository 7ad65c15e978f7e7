import { resolveTarget } from '../target/resolve-target.ts';
import type { Environment } from '../target/secrets.ts';
import type { Target } from '../target/target.ts';
import type { TargetSpec } from '../target/target-parts-shape.ts';
import { laidOver } from '../target/target-shape.ts';
import type { TargetWish, WrongWish } from './target-settings.ts';

/**
 * The targets that are wished for, one for each of `own`, which is what a scenario says of its target: null there, and null here
 * for the embedded receiver. Secrets are looked up and certificates read; what is wrong is all said at once.
 */
export function targetsFor(
  wish: TargetWish,
  own: readonly (TargetSpec | null)[],
  environment: Environment,
): readonly (Target | null)[] | WrongWish {
  if (wish.kind === 'embedded') return own.map(() => null);
  if (wish.kind === 'given') {
    const { target, problems } = resolveTarget(wish.spec, environment);
    return target === null ? { problems } : own.map(() => target);
  }
  if (wish.first !== null && own.some((spec) => spec === null))
    return { wrong: `${wish.first} is about a target: name it with --target URL, or --target FILE` };
  const resolved = own.map((spec) =>
    spec === null ? { target: null, problems: [] } : resolveTarget(laidOver(spec, wish.over), environment),
  );
  const problems = resolved.flatMap((each) => each.problems);
  return problems.length > 0 ? { problems } : resolved.map(({ target }) => target);
}
