import { didYouMean } from '../../receiver/document/closest-word.ts';
import type { Diagnostic } from '../../receiver/document/diagnostic.ts';
import type { Place, Source } from '../../receiver/document/place.ts';
import { type DocNode, type MappingNode, readYaml } from '../../receiver/document/source.ts';

/**
 * Puts a value given as `path=value` (such as `ocs.options.campaigngroup-states-interval=5` or `steps[2].wait=1m`) into a document,
 * in place of what stands there or as a new key. The value is YAML; its complaints point at the text of the setting itself.
 */
export function overlay(
  root: DocNode,
  setting: string,
): { readonly root: DocNode } | { readonly problem: Diagnostic } {
  const source: Source = { name: '--set', text: setting };
  const problem = (message: string, start: number, end: number, hint?: string): { problem: Diagnostic } => ({
    problem: {
      code: 'unknown-reference',
      severity: 'error',
      place: { source, start, end },
      message,
      ...(hint === undefined ? {} : { hint }),
    },
  });
  const equals = setting.indexOf('=');
  if (equals < 1)
    return problem(
      'expected path=value',
      0,
      Math.max(1, setting.length),
      'such as seed=7 or variables.interval=5',
    );
  const steps = pathSteps(setting.slice(0, equals));
  if (steps === null)
    return problem(
      'the path before = cannot be read',
      0,
      equals,
      'such as groups.spring.agents or steps[2].wait',
    );
  const value = valueIn(source, equals + 1);
  if ('problem' in value) return value;
  const { node } = value;
  const { place } = node;

  function put(at: DocNode | undefined, depth: number): DocNode | { problem: Diagnostic } {
    const step = steps![depth];
    if (step === undefined) return node;
    const end = step.offset + String(step.name).length;
    if (typeof step.name === 'number') {
      if (at?.kind !== 'list' || at.items[step.name] === undefined) {
        const length = at?.kind === 'list' ? at.items.length : 0;
        return problem(
          `there is no item [${step.name}] here`,
          step.offset,
          end,
          `the list has ${length} items, the first is [0]`,
        );
      }
      const changed = put(at.items[step.name], depth + 1);
      return 'problem' in changed ? changed : { ...at, items: at.items.with(step.name, changed) };
    }
    if (at !== undefined && at.kind !== 'mapping' && !(at.kind === 'scalar' && at.value === null)) {
      return problem(
        `"${step.name}" would lie within ${at.kind === 'list' ? 'a list' : 'a plain value'}`,
        step.offset,
        end,
      );
    }
    const mapping: MappingNode = at?.kind === 'mapping' ? at : { kind: 'mapping', entries: [], place };
    const index = mapping.entries.findIndex((entry) => entry.key === step.name);
    // A new key within something that is not there, and whose name is nearly that of something that is, was hardly meant.
    const near =
      index === -1 && depth + 1 < steps!.length
        ? didYouMean(
            step.name,
            mapping.entries.map(({ key }) => key),
          )
        : undefined;
    if (near !== undefined) {
      return problem(
        `there is no "${step.name}" here`,
        step.offset,
        end,
        `${near} A new one is put in whole: ${setting.slice(0, step.offset)}${step.name}={ … }`,
      );
    }
    const changed = put(mapping.entries[index]?.value, depth + 1);
    if ('problem' in changed) return changed;
    const keyPlace: Place = { source, start: step.offset, end };
    const entry = { key: step.name, keyPlace, value: changed };
    return {
      ...mapping,
      entries: index === -1 ? [...mapping.entries, entry] : mapping.entries.with(index, entry),
    };
  }

  const changed = put(root, 0);
  return 'problem' in changed ? changed : { root: changed };
}

/** The value that stands in the text of a setting from an offset on, as YAML; its places are counted in the whole text. */
export function valueIn(
  source: Source,
  from: number,
): { readonly node: DocNode } | { readonly problem: Diagnostic } {
  const { root, problems } = readYaml({ name: source.name, text: source.text.slice(from) });
  const place: Place = { source, start: from, end: source.text.length };
  const wrong = problems[0];
  if (wrong !== undefined) {
    const { start, end } = wrong.place;
    // What could be meant otherwise is easily written otherwise here.
    return {
      problem: { ...wrong, severity: 'error', place: { source, start: start + from, end: end + from } },
    };
  }
  return {
    node: root === null ? { kind: 'scalar', value: null, written: '', place } : moved(root, source, from),
  };
}

interface PathStep {
  readonly name: string | number;
  readonly offset: number;
}

function pathSteps(path: string): PathStep[] | null {
  const steps: PathStep[] = [];
  const pattern = /(?:^|\.)([^.[\]]+)|\[(\d+)\]/y;
  while (pattern.lastIndex < path.length) {
    const from = pattern.lastIndex;
    const match = pattern.exec(path);
    if (match === null) return null;
    const name = match[2] === undefined ? match[1]! : Number(match[2]);
    steps.push({ name, offset: from + match[0].indexOf(match[1] ?? match[2]!) });
  }
  return steps.length > 0 ? steps : null;
}

/** The same node, with its places counted in the text of the whole setting. */
function moved(node: DocNode, source: Source, by: number): DocNode {
  const place: Place = { source, start: node.place.start + by, end: node.place.end + by };
  if (node.kind === 'scalar') return { ...node, place };
  if (node.kind === 'list')
    return { ...node, place, items: node.items.map((item) => moved(item, source, by)) };
  return {
    ...node,
    place,
    entries: node.entries.map((entry) => ({
      key: entry.key,
      keyPlace: { source, start: entry.keyPlace.start + by, end: entry.keyPlace.end + by },
      value: moved(entry.value, source, by),
    })),
  };
}
