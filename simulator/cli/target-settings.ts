// What the command line says about a target, and the ways in which it can be wrong. The options are put into the form of YAML and read
// as a target file is, so that the same complaints are made of both.

import type { Diagnostic } from '../../receiver/document/diagnostic.ts';
import type { Place } from '../../receiver/document/place.ts';
import { newReading } from '../../receiver/document/shape.ts';
import type { DocNode, MappingEntry, MappingNode, ScalarNode } from '../../receiver/document/source.ts';
import { isSecretHeader } from '../target/header-shape.ts';
import { readTargetFile } from '../target/read-target-file.ts';
import { withoutSecrets } from '../target/secret-shape.ts';
import { type TargetSpec, targetPartsShape } from '../target/target-parts-shape.ts';
import { laidOver } from '../target/target-shape.ts';
import { explainUrl } from './explain-url.ts';
import { plainSecretText, referenceIn } from './secret-reference.ts';
import type { TargetArguments } from './target-options.ts';

/** Where notifications are wanted to go. */
export type TargetWish =
  /** To the embedded receiver, whatever a scenario says. */
  | { readonly kind: 'embedded' }
  /** To this one, whatever a scenario says. */
  | { readonly kind: 'given'; readonly spec: TargetSpec }
  /** Where the scenario says, with these parts in place of its own. */
  | {
      readonly kind: "the scenario's";
      readonly over: TargetSpec;
      /** The first option among those parts; null where there are none. */
      readonly first: string | null;
    };

/** What is wrong with the options: in a line, or with places. */
export type WrongWish = { readonly wrong: string } | { readonly problems: readonly Diagnostic[] };

/** What the options say. Of a target file form and keys are looked at, its secrets and certificates are not. */
export function targetWishOf(args: TargetArguments): TargetWish | WrongWish {
  const { target } = args;
  let parts: MappingNode;
  try {
    parts = partsOf(args);
  } catch (error) {
    if (error instanceof WrongOption) return { wrong: error.message };
    throw error;
  }
  const reading = newReading();
  const over = targetPartsShape.read(parts, reading);
  if (over === undefined) return { problems: withoutSecrets(reading.problems) };
  const first = parts.entries[0]?.keyPlace.source.name ?? null;
  if (target === undefined) return { kind: "the scenario's", over, first };
  if (target === 'embedded') {
    if (first === null) return { kind: 'embedded' };
    return { wrong: `${first} is about a target, and --target embedded means none` };
  }
  if (isFile(target)) {
    const { spec, problems } = readTargetFile(target);
    return spec === null ? { problems } : { kind: 'given', spec: laidOver(spec, over) };
  }
  const wrong = /^[a-z]+:\/\/[^/?#]*@/i.test(target)
    ? plainSecretText('target', 'write the URL without them, and --basic USER:env:NAME')
    : explainUrl('--target', target);
  if (wrong !== null) return { wrong };
  return { kind: 'given', spec: { ...over, url: { value: target, place: placeOf('target', target) } } };
}

/** Ends the reading of the options; never leaves this file. */
class WrongOption extends Error {}

function isFile(target: string): boolean {
  return /\.ya?ml$/i.test(target);
}

/** The options beside `--target` as a target file would have them. */
function partsOf(args: TargetArguments): MappingNode {
  const { basic, bearer, proxy } = args;
  if (basic !== undefined && bearer !== undefined)
    throw new WrongOption('--basic and --bearer cannot stand together');
  if (proxy === undefined && args['proxy-basic'] !== undefined)
    throw new WrongOption('--proxy-basic means nothing without --proxy');
  if (proxy !== undefined && /^[a-z]+:\/\/[^/?#]*@/i.test(proxy))
    throw new WrongOption(
      plainSecretText('proxy', 'write the URL without them, and --proxy-basic USER:env:NAME'),
    );
  const scalars = (names: readonly (readonly [key: string, name: keyof TargetArguments])[]): MappingEntry[] =>
    names.flatMap(([key, name]) => {
      const value = args[name];
      return typeof value === 'string' ? [entry(key, name, scalar(name, value))] : [];
    });
  return mapping('target', [
    ...scalars([['kind', 'target-kind']]),
    ...part(
      'index',
      scalars([
        ['name', 'index'],
        ['mapping', 'mapping'],
      ]),
    ),
    ...part('auth', [
      ...(basic === undefined ? [] : [entry('basic', 'basic', mapping('basic', userOf('basic', basic)))]),
      ...(bearer === undefined ? [] : [entry('bearer', 'bearer', secretOf('bearer', bearer))]),
    ]),
    ...part('headers', (args.header ?? []).map(headerOf)),
    ...part('tls', [
      ...scalars([
        ['ca', 'ca'],
        ['cert', 'cert'],
        ['key', 'key'],
      ]),
      ...(args.passphrase === undefined
        ? []
        : [entry('passphrase', 'passphrase', secretOf('passphrase', args.passphrase))]),
    ]),
    ...part('proxy', [
      ...scalars([['url', 'proxy']]),
      ...(args['proxy-basic'] === undefined ? [] : userOf('proxy-basic', args['proxy-basic'])),
    ]),
    ...numbers(
      scalars([
        ['poolSize', 'pool-size'],
        ['responseTimeout', 'response-timeout'],
      ]),
    ),
  ]);
}

function part(key: string, entries: readonly MappingEntry[]): readonly MappingEntry[] {
  const [first] = entries;
  if (first === undefined) return [];
  return [{ key, keyPlace: first.keyPlace, value: { kind: 'mapping', entries, place: first.keyPlace } }];
}

function numbers(entries: readonly MappingEntry[]): readonly MappingEntry[] {
  return entries.map((each) => {
    const { value } = each;
    if (value.kind !== 'scalar' || !/^\d+$/.test(value.written)) return each;
    return { ...each, value: { ...value, value: Number(value.written) } };
  });
}

/** `user` and `password`, of `USER:SECRET`. */
function userOf(name: string, given: string): readonly MappingEntry[] {
  const colon = given.indexOf(':');
  if (colon < 1) throw new WrongOption(`--${name}: expected USER:SECRET, such as elastic:env:PASSWORD`);
  return [
    entry('user', name, scalar(name, given, 0, colon)),
    entry('password', name, secretOf(name, given, colon + 1)),
  ];
}

function headerOf(given: string): MappingEntry {
  const [, key, blanks = ''] = /^([^:]*):( *)/.exec(given) ?? [];
  if (key === undefined)
    throw new WrongOption(`--header: expected "Name: value", such as --header "X-Tenant: acme"`);
  const from = key.length + 1 + blanks.length;
  if (referenceIn(given, from) !== null) return entry(key, 'header', secretOf('header', given, from));
  if (isSecretHeader(key))
    throw new WrongOption(plainSecretText(`header ${key}`, `write --header "${key}: env:NAME", or @FILE`));
  return entry(key, 'header', scalar('header', given, from));
}

/** `{env: NAME}` or `{file: PATH}`, of `env:NAME` or `@FILE`; anything else is refused without being shown. */
function secretOf(name: string, given: string, from = 0): DocNode {
  const reference = referenceIn(given, from);
  if (reference === null) {
    const before = from === 0 ? '' : 'USER:';
    throw new WrongOption(plainSecretText(name, `write --${name} ${before}env:NAME, or ${before}@FILE`));
  }
  const value = scalar(name, given, reference.from);
  return mapping(name, [entry(reference.key, name, value)], given, from);
}

function placeOf(name: string, text: string, start = 0): Place {
  return { source: { name: `--${name}`, text }, start, end: text.length };
}

/** What a text says from a place on, or a part of that. */
function scalar(name: string, text: string, start = 0, end = text.length): ScalarNode {
  const value = text.slice(start, end);
  return { kind: 'scalar', value, written: value, place: { ...placeOf(name, text, start), end } };
}

function entry(key: string, name: string, value: DocNode): MappingEntry {
  return {
    key,
    keyPlace: { ...value.place, source: { name: `--${name}`, text: value.place.source.text } },
    value,
  };
}

function mapping(name: string, entries: readonly MappingEntry[], text = '', start = 0): MappingNode {
  return { kind: 'mapping', entries, place: placeOf(name, text, start) };
}
