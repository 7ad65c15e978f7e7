// Where the yaml package's parser is called: text in, nodes with ranges out, every complaint of the parser in our own words.

import {
  type Alias,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  type ParsedNode,
  parseDocument,
  type Scalar,
  type YAMLMap,
} from 'yaml';
import { didYouMean } from './closest-word.ts';
import type { Diagnostic, DiagnosticCode } from './diagnostic.ts';
import { doubtsAbout } from './doubtful-value.ts';
import { exactly, type JsonNumber } from './exact-number.ts';
import { foreignLines } from './foreign-lines.ts';
import { inQuotes, withoutLookAlikes } from './look-alikes.ts';
import { lineColumn, type Place, type Source } from './place.ts';
import { parserProblems, TOO_DEEP } from './yaml-complaint.ts';

/** One value of a YAML text, with its place. Anchors, aliases and merge keys are already followed. */
export type DocNode = ScalarNode | ListNode | MappingNode;

export interface ScalarNode {
  readonly kind: 'scalar';
  readonly value: string | JsonNumber | boolean | null;
  /** As it stands in the text, for messages. */
  readonly written: string;
  readonly place: Place;
}

export interface ListNode {
  readonly kind: 'list';
  readonly items: readonly DocNode[];
  readonly place: Place;
}

export interface MappingNode {
  readonly kind: 'mapping';
  readonly entries: readonly MappingEntry[];
  readonly place: Place;
}

export interface MappingEntry {
  readonly key: string;
  readonly keyPlace: Place;
  readonly value: DocNode;
}

export interface ReadResult {
  /** Null where the text holds no value, or cannot be read at all. */
  readonly root: DocNode | null;
  readonly problems: readonly Diagnostic[];
}

/** One kind of file that ocs-sim reads. */
export interface FileFormat {
  /** Completes `it is no …`. */
  readonly what: string;
  /** A file of this kind has at least one of these keys at its top. */
  readonly keys: readonly string[];
  /** How such a file begins. */
  readonly hint: string;
}

/** Levels of nesting, aliases followed. */
const MAX_DEPTH = 100;
/** So many values may come from aliases, which multiply when they stand within each other. */
const MAX_ALIASED_VALUES = 100_000;

const MOST_OF_A_TAG = 100;
/** Of more than these nobody needs to know, and each costs a walk through the text. */
const MAX_PROBLEMS = 200;

/** Reads a YAML text. It never throws: whatever is wrong comes back as problems, all of them. */
export function readYaml(source: Source): ReadResult {
  const foreign = foreignLines(source);
  if (foreign.length > 0) return { root: null, problems: foreign };
  const { text, problems: lookAlikes, isUnclear } = withoutLookAlikes(source);
  const document = parseDocument(text, {
    merge: true,
    prettyErrors: false,
    // Its own check compares every key with every other, which takes for ever where there are many.
    uniqueKeys: false,
    stringKeys: false,
    // With `silent` it would say nothing of a second document.
    logLevel: 'error',
  });
  const isMalformed = document.errors.some(({ code }) => code !== 'MULTIPLE_DOCS');
  // A text that is malformed even so may be so for their sake.
  if (isUnclear || (isMalformed && lookAlikes.some(({ severity }) => severity === 'error')))
    return { root: null, problems: lookAlikes };
  const problems: Diagnostic[] = [...lookAlikes, ...parserProblems(document, text, source)];
  const place = (node: Node | null | undefined): Place => {
    const range = node?.range;
    return range ? { source, start: range[0], end: range[1] } : { source, start: 0, end: 0 };
  };
  const complain = (code: DiagnosticCode, at: Place, message: string, hint?: string): void => {
    problems.push({ code, severity: 'error', place: at, message, ...(hint === undefined ? {} : { hint }) });
  };
  const nothing = (at: Place, written = ''): ScalarNode => ({
    kind: 'scalar',
    value: null,
    written,
    place: at,
  });

  const anchors = new Map<string, Node>();
  /** Anchored values that are being read: an alias to one of them stands within itself. */
  const open = new Set<Node>();
  /** Values whose anchor no alias has met: the & may be meant as text. */
  const unused = new Map<string, Node>();
  let aliasDepth = 0;
  let aliasedValues = 0;
  let saidTooDeep = false;

  function convert(node: unknown, depth: number, fallback: Place): DocNode {
    if (aliasDepth > 0) aliasedValues += 1;
    if (depth > MAX_DEPTH) {
      if (!saidTooDeep) complain('yaml-syntax', fallback, TOO_DEEP, `${MAX_DEPTH} levels are the most`);
      saidTooDeep = true;
      return nothing(fallback);
    }
    if (isAlias(node)) return followed(node, depth);
    if (!isMap(node) && !isSeq(node) && !isScalar(node)) return nothing(fallback);
    if (node.anchor !== undefined) {
      anchors.set(node.anchor, node);
      if (isScalar(node) && aliasDepth === 0) unused.set(node.anchor, node);
    }
    if (isScalar(node)) return scalarOf(node);
    const at = place(node);
    if (text.startsWith('{{', at.start)) return template(at);
    open.add(node);
    const value: DocNode = isMap(node)
      ? { kind: 'mapping', entries: entriesOf(node, depth), place: at }
      : { kind: 'list', items: node.items.map((item) => convert(item, depth + 1, at)), place: at };
    open.delete(node);
    return value;
  }

  function followed(alias: Alias, depth: number): DocNode {
    const at = place(alias);
    const target = anchors.get(alias.source);
    unused.delete(alias.source);
    if (target === undefined) {
      const asText = `put it in quotes if * belongs to the value: ${inQuotes(`*${alias.source}`)}`;
      const hint = didYouMean(alias.source, [...anchors.keys()]) ?? asText;
      complain('unknown-reference', at, `there is no anchor "${alias.source}" before this alias`, hint);
      return nothing(at, `*${alias.source}`);
    }
    if (open.has(target)) {
      complain('yaml-syntax', at, `the alias "${alias.source}" stands within what it stands for`);
      return nothing(at, `*${alias.source}`);
    }
    if (aliasedValues > MAX_ALIASED_VALUES) return nothing(at, `*${alias.source}`);
    aliasDepth += 1;
    const value = convert(target, depth + 1, at);
    aliasDepth -= 1;
    if (aliasedValues > MAX_ALIASED_VALUES && aliasDepth === 0)
      complain('yaml-syntax', at, 'the aliases of this file stand for more than 100,000 values');
    return value;
  }

  /** `{{ name }}`, as templates have it, is a mapping in a mapping for YAML. */
  function template(at: Place): ScalarNode {
    const written = text.slice(at.start, at.end);
    complain('cut-off', at, 'a value cannot begin with {{', `put it in quotes: ${inQuotes(written)}`);
    return { kind: 'scalar', value: written, written, place: at };
  }

  function scalarOf(node: Scalar): ScalarNode {
    const at = place(node);
    const tag = /(?:^|\s)(!\S*)\s*$/.exec(text.slice(Math.max(0, at.start - MOST_OF_A_TAG), at.start))?.[1];
    // What was meant as text is read as such, so that nothing else is said of it.
    const isText = tag !== undefined && !tag.startsWith('!!');
    if (tag === '!')
      complain(
        'cut-off',
        at,
        'a value cannot begin with !',
        `put it in quotes: ${inQuotes(`! ${node.value}`)}`,
      );
    const value = isText ? `${tag} ${node.value ?? ''}`.trim() : node.value;
    const written = source.text.slice(at.start, at.end);
    const isPlain = value === null || ['string', 'number', 'boolean'].includes(typeof value);
    // Through an alias it is read again.
    if (aliasDepth === 0 && problems.length < MAX_PROBLEMS)
      problems.push(...doubtsAbout(node.type ?? undefined, written, at));
    return {
      kind: 'scalar',
      value:
        typeof value === 'number'
          ? numberOf(value, node.source ?? '')
          : isPlain
            ? (value as ScalarNode['value'])
            : written,
      written,
      place: at,
    };
  }

  /** `campaign: #1 Promo` has no value for YAML. What was meant is read, so that nothing else is said of it. */
  function commentForValue({ value }: Pair, keyPlace: Place): ScalarNode | null {
    const range = isScalar(value) && value.value === null && value.source === '' ? value.range : null;
    if (range === null || range === undefined) return null;
    const [, blank = '', comment] = /^(\s*:[ \t]+)(#[\p{L}\p{N}].*)/u.exec(text.slice(keyPlace.end)) ?? [];
    if (comment === undefined) return null;
    const start = keyPlace.end + blank.length;
    const at = { source, start, end: start + comment.trimEnd().length };
    const written = comment.trimEnd();
    complain(
      'cut-off',
      at,
      'a comment begins here, and the key has no value',
      `put it in quotes: ${inQuotes(written)}; or write "# ${written.slice(1)}" if it is a comment`,
    );
    return { kind: 'scalar', value: written, written, place: at };
  }

  let twice = 0;
  function complainOfTwo(key: string, first: Place, second: Place): void {
    twice += 1;
    if (twice > MAX_PROBLEMS) return;
    const hint = `the first is in line ${lineColumn(source, first.start).line}: keep one of the two`;
    complain('duplicate-key', second, `the key "${key}" stands here a second time`, hint);
  }

  function entriesOf(map: YAMLMap, depth: number): MappingEntry[] {
    const entries: MappingEntry[] = [];
    const merged: MappingEntry[] = [];
    const first = new Map<string, Place>();
    for (const pair of map.items) {
      const keyNode = pair.key as ParsedNode | null;
      // Written out, `null` is a word like any other; an empty key is none.
      const isNull = isScalar(keyNode) && keyNode.value === null && keyNode.source === 'null';
      const key = isNull ? 'null' : isScalar(keyNode) ? keyNode.value : null;
      const keyPlace = place(keyNode);
      const behindKey = { ...keyPlace, start: keyPlace.end, end: Math.min(keyPlace.end + 1, text.length) };
      const value = commentForValue(pair, keyPlace) ?? convert(pair.value, depth + 1, behindKey);
      if (isScalar(keyNode) && isMergeKey(keyNode.value)) {
        for (const from of value.kind === 'list' ? value.items : [value]) {
          if (from.kind === 'mapping') for (const entry of from.entries) merged.push(entry);
          else
            complain('wrong-type', keyPlace, 'only a mapping, or a list of mappings, can be merged with <<');
        }
      } else if (key === null || typeof key === 'object') {
        complain('wrong-type', keyPlace, 'a key must be a plain word');
      } else {
        const name = String(key);
        const before = first.get(name);
        if (before === undefined) first.set(name, keyPlace);
        else complainOfTwo(name, before, keyPlace);
        entries.push({ key: name, keyPlace, value });
      }
    }
    for (const entry of merged) {
      if (first.has(entry.key)) continue;
      first.set(entry.key, entry.keyPlace);
      entries.push(entry);
    }
    return entries;
  }

  // What else could be said of a text that is not well-formed would be guesswork.
  if (isMalformed) return { root: null, problems };
  const root =
    document.contents === null ? null : convert(document.contents, 0, { source, start: 0, end: 0 });
  for (const [name, { range }] of [...unused].slice(0, MAX_PROBLEMS)) {
    const end = range?.[1] ?? 0;
    const at = text.lastIndexOf(`&${name}`, range?.[0]);
    const hint = `put it in quotes if & belongs to the value: ${inQuotes(text.slice(at, end))}`;
    const message = `the anchor &${name} is never used, so it does nothing here`;
    const anchor = { source, start: at, end: at + name.length + 1 };
    problems.push({ code: 'cut-off', severity: 'warning', place: anchor, message, hint });
  }
  return { root, problems };
}

/**
 * Reads a file that a person named. A path can lead to any file, and a complaint ends up in logs: of a text with none of the
 * keys of its kind, no complaint shows a word.
 */
export function readYamlFile(source: Source, kind: FileFormat): ReadResult {
  const read = readYaml(source);
  if (isNothing(read)) return withoutText(source, 'empty-file', 'the file says nothing', kind.hint);
  return hasKeyOf(kind.keys, source, read)
    ? read
    : withoutText(source, 'unrelated-file', `it is no ${kind.what}`, kind.hint);
}

/** Whether a text holds neither a value nor a mistake, but comments at most. */
export function isNothing({ root, problems }: ReadResult): boolean {
  if (root === null) return !problems.some(({ severity }) => severity === 'error');
  return root.kind === 'scalar' && root.value === null;
}

/** Whether one of the keys stands at the top of a text that was read, also where the rest of it is not well-formed. */
export function hasKeyOf(keys: readonly string[], source: Source, read: ReadResult): boolean {
  return keysAtTop(source, read).some((key) => keys.includes(key));
}

/** The keys at the top of a text that was read, as far as they can be seen where it is not well-formed. */
export function keysAtTop({ text }: Source, { root }: ReadResult): readonly string[] {
  if (root !== null) return root.kind === 'mapping' ? root.entries.map(({ key }) => key) : [];
  // Keys of JSON may be indented; in YAML only what begins its line is at the top.
  const atTop = text.trimStart().startsWith('{')
    ? /^[ \t\r{]*(?:["']([\w-]+)["']\s*:|([\w-]+)\s*:(?=\s|$))/gm
    : /^["']?([\w-]+)["']?[ \t]*:(?=\s|$)/gm;
  return [...text.matchAll(atTop)].map(([, key, plain]) => key ?? plain ?? '');
}

function withoutText({ name }: Source, code: DiagnosticCode, message: string, hint: string): ReadResult {
  const place = { source: { name, text: '' }, start: 0, end: 0 };
  return { root: null, problems: [{ code, severity: 'error', place, message, hint }] };
}

/** A number with all the digits that it was written with. */
function numberOf(value: number, written: string): JsonNumber {
  return /^0[xo]/.test(written) ? exactly(String(BigInt(written)), value) : exactly(written, value);
}

/** With `merge: true` yaml gives the key `<<` as a symbol. */
function isMergeKey(value: unknown): boolean {
  return value === '<<' || (typeof value === 'symbol' && value.description === '<<');
}

/** The first line of a mapping, so that a caret never underlines half a file. */
export function headOf(node: MappingNode): Place {
  return node.entries[0]?.keyPlace ?? node.place;
}
