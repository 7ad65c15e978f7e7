import { fitsPattern } from '../../document/name-pattern.ts';
import { isRecord } from './json-record.ts';
import { Source } from './source.ts';

/** What of an answer `filter_path` lets through. Documented: paths with `*` and `**`, a `-` before what is to be left out. */
export function filtered(body: object, filterPath: string): object {
  const paths = filterPath.split(',').filter((path) => path !== '');
  const without = paths.filter((path) => path.startsWith('-')).map((path) => path.slice(1).split('.'));
  const only = paths.filter((path) => !path.startsWith('-')).map((path) => path.split('.'));
  const kept = only.length === 0 ? body : (keep(body, only) ?? {});
  return (without.length === 0 ? kept : drop(kept, without)) as object;
}

type Paths = readonly (readonly string[])[];

/** What is left of each path beneath a member. */
function beneath(paths: Paths, name: string): Paths {
  return paths.flatMap((path) => {
    const [first, ...rest] = path;
    if (first === undefined) return [];
    if (first === '**') return [path, ...beneath([rest], name)];
    return fitsPattern(first, name) ? [rest] : [];
  });
}

function keep(whole: unknown, paths: Paths): unknown {
  if (paths.some((path) => path.length === 0)) return whole;
  const value = whole instanceof Source ? whole.parsed() : whole;
  if (Array.isArray(value)) {
    const items = value.map((item) => keep(item, paths)).filter((item) => item !== undefined);
    return items.length === 0 ? undefined : items;
  }
  if (!isRecord(value)) return undefined;
  const members = Object.entries(value).flatMap(([name, inner]) => {
    const kept = keep(inner, beneath(paths, name));
    return kept === undefined ? [] : [[name, kept] as const];
  });
  return members.length === 0 ? undefined : Object.fromEntries(members);
}

function drop(whole: unknown, paths: Paths): unknown {
  if (paths.length === 0) return whole;
  const value = whole instanceof Source ? whole.parsed() : whole;
  if (Array.isArray(value)) return value.map((item) => drop(item, paths));
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, inner]) => {
      const rest = beneath(paths, name);
      return rest.some((path) => path.length === 0) ? [] : [[name, drop(inner, rest)] as const];
    }),
  );
}
