// Applies a site's contract file to the contract of a release. The file speaks of attributes by their default wire names, so one
// file serves every release: a row that a release does not have is checked all the same and then left out, without a word.

import { didYouMean } from '../document/closest-word.ts';
import type { Diagnostic } from '../document/diagnostic.ts';
import type { Place, Source } from '../document/place.ts';
import { isDiagnostic, readSource } from '../document/read-file.ts';
import { type Contract, type ContractRow, contractOf } from './contract.ts';
import { DEFAULT_RELEASE, type ReleaseName } from './releases.ts';
import { type Entry, type RowAddition, readSiteFile, type SiteFile } from './site-file.ts';
import { addedRow, type Complain, changedRow } from './site-row.ts';

/** A contract with warnings at most, or null with at least one error. */
export type ContractResult =
  | { readonly contract: Contract; readonly problems: readonly Diagnostic[] }
  | { readonly contract: null; readonly problems: readonly Diagnostic[] };

/** The contract of a release (the default one, if none is named), as changed by the contract file at a path, if there is one. */
export function loadContract({
  release = DEFAULT_RELEASE,
  file,
}: {
  readonly release?: ReleaseName | undefined;
  readonly file?: string | undefined;
}): ContractResult {
  if (file === undefined) return { contract: contractOf(release), problems: [] };
  const source = readSource(file);
  return isDiagnostic(source) ? { contract: null, problems: [source] } : readContract(source, release);
}

/** The contract of a release as changed by the text of a contract file. */
export function readContract(source: Source, release: ReleaseName = DEFAULT_RELEASE): ContractResult {
  const { site, problems } = readSiteFile(source);
  if (site === null) return { contract: null, problems };
  const applied = applySite(contractOf(release), site);
  return { ...applied, problems: [...problems, ...applied.problems] };
}

/** A row on its way from the table to the contract in force. */
interface Slot {
  /** The name by which the file speaks of the row. */
  readonly path: string;
  /** Where the file names the row; null where the table does. */
  readonly namedAt: Place | null;
  readonly row: ContractRow;
  /** False where the release does not have the row. */
  readonly present: boolean;
  readonly items: Slot[];
}

/**
 * The contract with a site's changes: changed and added rows are marked `site`, the source of a changed one tells what it was
 * before. Errors: unknown attributes and words, values of another type than the row's, retyping that makes no sense, names or
 * event spellings that clash, a row both changed and removed. Warnings: what leaves a receiver unable to tell events or states.
 */
export function applySite(contract: Contract, site: SiteFile): ContractResult {
  const problems: Diagnostic[] = [];
  const complain: Complain = (code, place, message, detail = {}) => {
    problems.push({ code, severity: 'error', place, message, ...detail });
  };
  const table = contractOf(DEFAULT_RELEASE).rows.map((row) => slotOf(row, contract));
  const paths = table.flatMap((slot) => [slot.path, ...slot.items.map((item) => item.path)]);
  const isKnown = (path: string, place: Place): boolean => {
    if (paths.includes(path)) return true;
    complain('unknown-word', place, `there is no attribute "${path}"`, {
      hint: didYouMean(path, paths) ?? 'attributes go by their default wire names: ocs-sim fields lists them',
    });
    return false;
  };

  const removed = new Map<string, Place>();
  for (const { value, place } of site.remove ?? []) if (isKnown(value, place)) removed.set(value, place);
  const changes = new Map<string, Entry<NonNullable<SiteFile['change']>[number]['value']>>();
  for (const entry of site.change ?? []) {
    if (!isKnown(entry.name, entry.place)) continue;
    const list = entry.name.split('.')[0]!;
    if (removed.has(entry.name) || removed.has(list)) {
      complain('conflicting-keys', entry.place, `${entry.name} is changed here and removed as well`, {
        hint: 'keep one of the two',
      });
    } else changes.set(entry.name, entry);
  }

  const changed = (slot: Slot): Slot => {
    const wish = {
      path: slot.path,
      change: changes.get(slot.path)?.value ?? {},
      unassigned: site.unassigned,
      site: site.contract,
    };
    const row = changedRow(slot.row, wish, complain);
    return {
      ...slot,
      row,
      namedAt: wish.change.rename?.place ?? slot.namedAt,
      items: slot.items.filter((item) => !removed.has(item.path)).map(changed),
    };
  };
  const slots = table.filter((slot) => !removed.has(slot.path)).map(changed);
  for (const entry of site.add ?? []) add(slots, entry, site, complain);
  complainOfSharedNames(slots, complain);
  for (const slot of slots) complainOfSharedNames(slot.items, complain);
  warnOfLostMeaning(table, removed, complain);
  problems.sort((a, b) => a.place.start - b.place.start);

  return problems.some((problem) => problem.severity === 'error')
    ? { contract: null, problems }
    : {
        contract: { ...contract, title: `${contract.title}, ${site.contract}`, rows: rowsOf(slots) },
        problems,
      };
}

function slotOf(row: ContractRow, contract: Contract): Slot {
  const own = contract.rows.find((each) => each.key === row.key);
  return {
    path: row.name,
    namedAt: null,
    row: own ?? row,
    present: own !== undefined,
    items: row.items.map((item) => ({
      path: `${row.name}.${item.name}`,
      namedAt: null,
      row: own?.items.find((each) => each.key === item.key) ?? item,
      present: true,
      items: [],
    })),
  };
}

/** Adds to the table, or to the objects of a list where the name says `LIST.NAME`. */
function add(slots: Slot[], entry: Entry<RowAddition>, site: SiteFile, complain: Complain): void {
  const { name: path, place, value: addition } = entry;
  const list = slots.find((slot) => slot.row.type === 'list' && path.startsWith(`${slot.path}.`));
  const name = list === undefined ? path : path.slice(list.path.length + 1);
  if (name === '' || name === '__proto__') {
    complain('bad-value', place, `no attribute can be named "${name}"`);
    return;
  }
  const wish = { unassigned: site.unassigned, site: site.contract };
  const row = addedRow(name, addition, wish, complain);
  const level = list?.items ?? slots;
  let at = level.length;
  if (addition.after !== undefined) {
    const { value: after, place: afterPlace } = addition.after;
    const index = level.findIndex(
      (slot) => slot.path === after || (list && slot.path === `${list.path}.${after}`),
    );
    if (index === -1) {
      const hint = didYouMean(
        after,
        level.map((slot) => slot.path),
      );
      complain(
        'unknown-word',
        afterPlace,
        `there is no attribute "${after}" behind which ${path} could stand`,
        {
          ...(hint ? { hint } : {}),
        },
      );
    } else at = index + 1;
  }
  if (row !== null) level.splice(at, 0, { path, namedAt: place, row, present: true, items: [] });
}

function complainOfSharedNames(slots: readonly Slot[], complain: Complain): void {
  const owners = new Map<string, Slot>();
  for (const slot of slots) {
    const other = owners.get(slot.row.name);
    if (other === undefined) {
      owners.set(slot.row.name, slot);
      continue;
    }
    const [named, first] = slot.namedAt === null ? [other, slot] : [slot, other];
    const { name } = slot.row;
    const owner = first.path === name ? '' : ` (${first.path})`;
    complain('conflicting-keys', named.namedAt!, `another attribute is named "${name}" as well${owner}`, {
      hint: 'rename or remove one of the two',
    });
  }
}

function warnOfLostMeaning(
  table: readonly Slot[],
  removed: ReadonlyMap<string, Place>,
  complain: Complain,
): void {
  for (const [key, lost] of [
    ['event', 'no notification says which event it is: expectations about events can judge nothing'],
    ['state', 'no notification says the state: fields that depend on it are judged either way'],
  ] as const) {
    const { path } = table.find((slot) => slot.row.key === key)!;
    const place = removed.get(path);
    if (place !== undefined) {
      complain('never-judged', place, `without ${path} ${lost}`, { severity: 'warning' });
    }
  }
}

function rowsOf(slots: readonly Slot[]): ContractRow[] {
  return slots
    .filter((slot) => slot.present)
    .map((slot) =>
      slot.items.length > 0 ? { ...slot.row, items: rowsOf(slot.items) } : { ...slot.row, items: [] },
    );
}
