// What the scenario of somebody else may not do: a scenario is code, which can run programs, read files, and send secrets anywhere.

import { realpathSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, sep } from 'node:path';
import type { Diagnostic } from '../../receiver/document/diagnostic.ts';
import type { Place, Source } from '../../receiver/document/place.ts';
import { text } from '../../receiver/document/scalar-shapes.ts';
import type { Reading } from '../../receiver/document/shape.ts';
import { type DocNode, headOf } from '../../receiver/document/source.ts';
import { RECEIVER_PLACEHOLDER } from './reuse/variables.ts';

/** Plays a scenario without trust in its author. */
export interface Untrusted {
  /** Names of hosts that it may send to, besides this machine; without ports. */
  readonly hosts: readonly string[];
}

/** Options of OCS that say where something is sent. */
const URI_OPTIONS: ReadonlySet<string> = new Set(['campaigngroup-states-uri', 'http-proxy']);
const TARGET_FILES: ReadonlySet<string> = new Set(['ca', 'cert', 'key']);

/**
 * Everything in a scenario that its author would have to be trusted with, each with its place: programs, secrets, hosts, files. What
 * the command line puts into it is trusted.
 * @param document whole, with its pieces in it
 */
export function distrusted(
  document: DocNode,
  source: Source,
  { hosts }: Untrusted,
  reading: Reading,
): readonly Diagnostic[] {
  const problems: Diagnostic[] = [];
  const refuse = (place: Place, what: string, hint: string): void => {
    if (isTrusted(place)) return;
    problems.push({
      code: 'untrusted',
      severity: 'error',
      place,
      message: `an untrusted scenario may not ${what}`,
      hint,
    });
  };
  const textOf = (node: DocNode): string | undefined =>
    text('text', { allowEmpty: true }).read(node, { ...reading, problems: [] });

  function host(node: DocNode): void {
    const host = foreignHost(textOf(node), hosts);
    if (host === null) return;
    refuse(node.place, `send to ${host}`, 'allowed are this machine, and the host that --target names');
  }

  function file(node: DocNode): void {
    const path = textOf(node);
    if (path === undefined || isWithin(folderOf(source), besideThe(node.place, path))) return;
    refuse(node.place, `read ${path}, which is outside of its folder`, 'copy the file beside the scenario');
  }

  function target(node: DocNode): void {
    if (node.kind === 'list') for (const item of node.items) target(item);
    if (node.kind !== 'mapping') return;
    for (const { key, keyPlace, value } of node.entries) {
      if (key === 'command') refuse(keyPlace, 'run a program', 'ask the store by a query instead');
      else if ((key === 'env' || key === 'file') && value.kind === 'scalar')
        refuse(keyPlace, 'refer to a secret', 'give credentials on the command line: --bearer env:NAME');
      else if (key === 'url' || (key === 'proxy' && value.kind === 'scalar')) host(value);
      else if (TARGET_FILES.has(key) && value.kind === 'scalar') file(value);
      else target(value);
    }
  }

  function anywhere(node: DocNode): void {
    if (node.kind === 'list') for (const item of node.items) anywhere(item);
    if (node.kind !== 'mapping') return;
    for (const { key, value } of node.entries) {
      if (URI_OPTIONS.has(key)) host(value);
      anywhere(value);
    }
  }

  if (!isWithin(folderOf(source), source.name))
    refuse(placeOfHead(document), 'be a link that leads out of its folder', 'copy the file itself');
  anywhere(document);
  if (document.kind === 'mapping')
    for (const { key, value } of document.entries) {
      if (key === 'target') target(value);
      if (key === 'contract') file(value);
    }
  return problems;
}

/** Whether a path, which may be a link or lead over one, ends within a folder; one that leads nowhere is judged as it is written. */
export function isWithin(folder: string, path: string): boolean {
  const [from, to] = [real(folder), real(path)];
  const way = relative(from, to);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

/** Settings on the command line have no folder to stand in. */
function isTrusted({ source }: Place): boolean {
  return source.name === '--set' || source.name === '--param';
}

/** The folder of a scenario, beside which its files are. */
export function folderOf({ name }: Source): string {
  return dirname(name);
}

function besideThe({ source }: Place, path: string): string {
  return isAbsolute(path) ? path : join(dirname(source.name), path);
}

/** Null for this machine, for an allowed host, and for what is no URL and reaches nobody. */
function foreignHost(url: string | undefined, allowed: readonly string[]): string | null {
  const address = url?.replaceAll(RECEIVER_PLACEHOLDER, 'http://127.0.0.1:1');
  if (address === undefined || !URL.canParse(address)) return null;
  const { hostname } = new URL(address);
  if (hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d+){3}$/.test(hostname)) return null;
  return allowed.includes(hostname) ? null : hostname || address;
}

function placeOfHead(document: DocNode): Place {
  return document.kind === 'mapping' ? headOf(document) : document.place;
}

function real(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    // Of a path that leads nowhere, what is there of it counts: a link in its middle does not lead out either.
    const above = dirname(path);
    return above === path ? path : join(real(above), path.slice(above.length));
  }
}
