// The ledger as a file: a line of JSON for each notification with its whole way, from the intention to the store.

import { closeSync, openSync, writeSync } from 'node:fs';
import { sinceEpochText } from '../../receiver/document/instant-text.ts';
import { FATES } from '../../receiver/expect/fates.ts';
import type { Fate } from '../../receiver/expect/observation.ts';
import { InOrder } from '../harness/in-order.ts';
import { FOR_OWNER } from '../report/destination.ts';

/** The lines of one scenario. */
export interface LedgerPart {
  add(fate: Fate): void;
  /** Nothing more will be told. */
  end(): void;
}

export interface LedgerFile {
  /** Lines in the order of their numbers, as far as fates are told about in that order; several parts come mixed. */
  part(scenario: string): LedgerPart;
  /** Writes what is left: null, or why not all of it could be written. */
  close(): string | null;
}

/** Written at once, so that a day of lines costs few calls and little memory. */
const CHUNK = 65_536;

/** Opens the file, empty; or what is wrong with it. */
export function openLedgerFile(path: string): LedgerFile | { readonly wrong: string } {
  if (path.trim() === '')
    return { wrong: '--ledger is empty: expected a file, such as --ledger ledger.ndjson' };
  if (/\.ya?ml$/i.test(path)) return { wrong: `--ledger ${path}: that would write over a YAML file` };
  let file: number;
  try {
    file = openSync(path, 'w', FOR_OWNER);
  } catch (error) {
    return { wrong: `--ledger ${path}: it cannot be written: ${reasonOf(error)}` };
  }
  let waiting = '';
  let trouble: string | null = null;
  const write = (): void => {
    const bytes = Buffer.from(waiting);
    waiting = '';
    try {
      for (let at = 0; at < bytes.length && trouble === null; ) at += writeSync(file, bytes, at);
    } catch (error) {
      trouble = `the ledger ${path} is not complete: ${reasonOf(error)}`;
    }
  };
  return {
    part: (scenario) => {
      const inOrder = new InOrder<Fate>((fate) => {
        waiting += ledgerLine(scenario, fate);
        if (waiting.length >= CHUNK) write();
      });
      return { add: (fate) => inOrder.add(fate), end: () => inOrder.flush() };
    },
    close: () => {
      write();
      try {
        closeSync(file);
      } catch (error) {
        trouble ??= `the ledger ${path} is not complete: ${reasonOf(error)}`;
      }
      return trouble;
    },
  };
}

/** One notification, with its line end. */
export function ledgerLine(scenario: string, fate: Fate): string {
  const { number, group, event, atMs, outcome, status, fate: name, where, detail } = fate;
  const line = {
    scenario,
    number,
    group,
    event,
    at: sinceEpochText(atMs),
    atMs,
    intended: true,
    attempted: outcome !== 'not attempted',
    outcome,
    answered: status,
    fate: name,
    stored: FATES[name].stored,
    where,
    detail,
  };
  return `${JSON.stringify(line)}\n`;
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such folder',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a file is in the place of a folder',
  EACCES: 'permission denied',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
};

function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return REASONS[code ?? ''] ?? message;
}
