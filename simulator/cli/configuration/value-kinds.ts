// What can be told of a value by its kind alone.

import { isAbsolute, join, normalize } from 'node:path';
import { parseDurationMs } from '../../../receiver/document/duration.ts';
import { parseSize } from '../../../receiver/document/size.ts';
import { maskUrls } from '../../../receiver/document/url-secrets.ts';
import { isSecretHeader } from '../../target/header-shape.ts';
import type { CliOption, ValueKind } from '../command.ts';
import { wholeNumber } from '../options.ts';

const PATHS: ReadonlySet<ValueKind> = new Set([
  'file',
  'file or -',
  'folder',
  'scenario',
  'contract',
  'YAML file or folder',
]);

const isPort = (text: string): boolean => (wholeNumber(text) ?? 65_536) <= 65_535;

const RULES: Partial<
  Readonly<Record<ValueKind, readonly [fits: (text: string) => boolean, expects: string]>>
> = {
  number: [(text) => wholeNumber(text) !== null, 'a whole number >= 0, such as 7'],
  port: [isPort, 'a port, a whole number from 0 to 65535'],
  duration: [(text) => parseDurationMs(text) !== null, 'a duration such as 500ms, 90s or 5m'],
  size: [(text) => parseSize(text) !== null, 'a size such as 64kB or 16MiB'],
};

/** What a value of this kind has to be, where this one is not; null where it is. */
export function unfitFor({ takes = 'text' }: CliOption, text: string): string | null {
  const rule = RULES[takes];
  return rule === undefined || rule[0](text) ? null : rule[1];
}

/** What a value of this kind has to be, as a noun phrase. */
export function expectedOf({ takes = 'text' }: CliOption): string {
  return RULES[takes]?.[1] ?? (PATHS.has(takes) ? 'a path' : 'text');
}

/** A path that was written down in a folder, seen from where that is named from. */
export function movedTo(folder: string, path: string): string {
  return path === '' || path === '-' || isAbsolute(path) ? path : normalize(join(folder, path));
}

/** The value with the path in it, if there is one, seen from where ocs-sim runs: `folder` is where it was written down. */
export function seenFrom(folder: string, { takes = 'text' }: CliOption, text: string): string {
  const moved = (path: string): string => movedTo(folder, path);
  if (PATHS.has(takes)) return moved(text);
  if (takes === 'target') return text === 'embedded' || text.includes('://') ? text : moved(text);
  if (takes === 'report') return text.replace(/(?<==).+$/s, moved);
  if (takes === 'header') return text.replace(/(?<=: *@).+$/s, moved);
  return text;
}

/** A value as it may be shown to anybody. */
export function shownValue({ takes = 'text' }: CliOption, text: string): string {
  if (takes === 'secret reference') return isReference(text) ? text : '(secret)';
  if (takes === 'user and secret reference')
    return isReference(text.slice(text.indexOf(':') + 1)) ? text : '(secret)';
  if (takes === 'header') {
    const [, name = '', value = ''] = /^([^:]*): *(.*)$/s.exec(text) ?? [];
    return isReference(value) || !isSecretHeader(name) ? text : `${name}: (secret)`;
  }
  return maskUrls(text);
}

function isReference(text: string): boolean {
  return /^(?:env:|@)/.test(text);
}

/** Whether the value is a path, or may be one. */
export function mayBePath({ takes = 'text' }: CliOption): boolean {
  return PATHS.has(takes) || takes === 'target' || takes === 'report';
}
