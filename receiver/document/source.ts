// The only file that knows the yaml package: text in, nodes with ranges out, every complaint of the parser in our own words.

import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type ParsedNode,
  parseDocument,
  type YAMLMap,
} from 'yaml';
import type { Diagnostic, DiagnosticCode } from './diagnostic.ts';
import type { Place, Source } from './place.ts';

/** One value of a YAML text, with its place. Anchors, aliases and merge keys are already followed. */
export type DocNode = ScalarNode | ListNode | MappingNode;

export interface ScalarNode {
  readonly kind: 'scalar';
  readonly value: string | number | boolean | null;
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

const MAX_ALIAS_DEPTH = 100;

/** Reads a YAML text. It never throws: whatever is wrong comes back as problems, all of them. */
export function readYaml(source: Source): ReadResult {
  const document = parseDocument(source.text, {
    lineCounter: new LineCounter(),
    merge: true,
    prettyErrors: false,
    uniqueKeys: true,
    stringKeys: false,
    logLevel: 'silent',
  });
  const problems: Diagnostic[] = [...document.errors, ...document.warnings].map((error) => {
    const [start, end] = error.pos;
    return {
      severity: error.name === 'YAMLWarning' ? 'warning' : 'error',
      place: { source, start, end: Math.max(end, start + 1) },
      ...wording(error.code, error.message),
    };
  });
  const place = (node: Node | null | undefined): Place => {
    const range = node?.range;
    return range ? { source, start: range[0], end: range[1] } : { source, start: 0, end: 0 };
  };
  const complain = (code: DiagnosticCode, at: Place, message: string, hint?: string): void => {
    problems.push({ code, severity: 'error', place: at, message, ...(hint === undefined ? {} : { hint }) });
  };

  function convert(node: unknown, depth: number, fallback: Place): DocNode {
    if (depth > MAX_ALIAS_DEPTH) {
      complain('yaml-syntax', fallback, 'nested too deeply, or an alias that contains itself');
      return { kind: 'scalar', value: null, written: '', place: fallback };
    }
    if (isAlias(node)) {
      const target = node.resolve(document);
      if (target === undefined)
        return { kind: 'scalar', value: null, written: `*${node.source}`, place: place(node) };
      return convert(target, depth + 1, place(node));
    }
    if (isMap(node)) return { kind: 'mapping', entries: entriesOf(node, depth), place: place(node) };
    if (isSeq(node)) {
      return {
        kind: 'list',
        items: node.items.map((item) => convert(item, depth + 1, place(node))),
        place: place(node),
      };
    }
    if (isScalar(node)) {
      const value = node.value;
      const at = place(node);
      const written = source.text.slice(at.start, at.end);
      if (
        value === null ||
        typeof value === 'string' ||
        typeof value === 'number' ||
        typeof value === 'boolean'
      ) {
        return { kind: 'scalar', value, written, place: at };
      }
      return { kind: 'scalar', value: written, written, place: at };
    }
    return { kind: 'scalar', value: null, written: '', place: fallback };
  }

  function entriesOf(map: YAMLMap, depth: number): MappingEntry[] {
    const entries: MappingEntry[] = [];
    const merged: MappingEntry[] = [];
    for (const pair of map.items) {
      const keyNode = pair.key as ParsedNode | null;
      // Written out, `null` is a word like any other; an empty key is none.
      const isNull = isScalar(keyNode) && keyNode.value === null && keyNode.source === 'null';
      const key = isNull ? 'null' : isScalar(keyNode) ? keyNode.value : null;
      const keyPlace = place(keyNode);
      const value = convert(pair.value, depth + 1, {
        ...keyPlace,
        start: keyPlace.end,
        end: keyPlace.end + 1,
      });
      if (isScalar(keyNode) && isMergeKey(keyNode.value)) {
        for (const from of value.kind === 'list' ? value.items : [value]) {
          if (from.kind === 'mapping') merged.push(...from.entries);
          else
            complain('wrong-type', keyPlace, 'only a mapping, or a list of mappings, can be merged with <<');
        }
      } else if (key === null || typeof key === 'object') {
        complain('wrong-type', keyPlace, 'a key must be a plain word');
      } else {
        entries.push({ key: String(key), keyPlace, value });
      }
    }
    const own = new Set(entries.map((entry) => entry.key));
    for (const entry of merged) {
      if (own.has(entry.key)) continue;
      own.add(entry.key);
      entries.push(entry);
    }
    return entries;
  }

  const root =
    document.contents === null ? null : convert(document.contents, 0, { source, start: 0, end: 0 });
  return { root, problems };
}

/** With `merge: true` yaml gives the key `<<` as a symbol. */
function isMergeKey(value: unknown): boolean {
  return value === '<<' || (typeof value === 'symbol' && value.description === '<<');
}

function wording(code: string, message: string): Pick<Diagnostic, 'code' | 'message' | 'hint'> {
  switch (code) {
    case 'TAB_AS_INDENT':
      return { code: 'tab', message: 'a tab is used to indent', hint: 'YAML indents with spaces only' };
    case 'DUPLICATE_KEY':
      return {
        code: 'duplicate-key',
        message: 'this key stands here a second time',
        hint: 'keep one of the two',
      };
    case 'MULTIPLE_DOCS':
      return {
        code: 'yaml-syntax',
        message: 'a second document begins here',
        hint: 'one file holds one scenario: split it at ---',
      };
    case 'BAD_INDENT':
    case 'BLOCK_AS_IMPLICIT_KEY':
      return {
        code: 'yaml-syntax',
        message: sentence(message),
        hint: 'compare its indentation with the lines around it',
      };
    case 'MISSING_CHAR':
      return {
        code: 'yaml-syntax',
        message: sentence(message),
        hint: 'a quote, bracket, comma or colon is missing before this place',
      };
    default:
      return { code: 'yaml-syntax', message: sentence(message) };
  }
}

function sentence(message: string): string {
  const text = message.split('\n')[0]!.trim();
  return text.charAt(0).toLowerCase() + text.slice(1);
}
