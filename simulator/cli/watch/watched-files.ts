// Notices when files change, however an editor does it: written over, replaced, gone and back. What the system tells only wakes; what
// counts is what the files say. Where the system cannot tell, they are looked at now and then.

import { type Dirent, type FSWatcher, readdirSync, readFileSync, statSync, watch } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Timer } from '../../time/clock.ts';

/** What is watched. */
export interface Watched {
  readonly files: ReadonlySet<string>;
  /** With all folders in them: a YAML file that comes or goes there counts. */
  readonly folders: readonly string[];
}

/** How to be woken, and to wait. */
export interface WatchedSurroundings {
  after(ms: number, action: () => void): Timer;
  /** Default: the system's. */
  readonly watchFolder?: (folder: string, onEvent: () => void) => Pick<FSWatcher, 'close' | 'on'>;
}

/** An editor that saves does several things in a row. */
const DEBOUNCE_MS = 60;
const POLL_MS = 500;

/** Watches files from `watch` until `close`; `changed` is told the paths of those that say something else than before. */
export class WatchedFiles {
  readonly #changed: (paths: readonly string[]) => void;
  readonly #after: WatchedSurroundings['after'];
  readonly #watchFolder: NonNullable<WatchedSurroundings['watchFolder']>;
  readonly #watchers = new Map<string, { readonly inode: number; readonly close: () => void }>();
  #watched: Watched = { files: new Set(), folders: [] };
  /** What each file says; null where it cannot be read. */
  readonly #known = new Map<string, string | null>();
  #pending: Timer | null = null;
  #polling: Timer | null = null;
  #closed = false;

  constructor(changed: (paths: readonly string[]) => void, surroundings: WatchedSurroundings) {
    this.#changed = changed;
    this.#after = surroundings.after;
    this.#watchFolder =
      surroundings.watchFolder ?? ((folder, onEvent) => watch(folder, { persistent: true }, onEvent));
  }

  /** A file is about to be read that will be watched: what it says now is what others are compared with. */
  note(path: string): void {
    if (!this.#known.has(path)) this.#known.set(path, textOf(path));
  }

  /** Watches these from now on, in place of those before. What was noted of them counts, or what they say now. */
  watch(watched: Watched): void {
    this.#watched = watched;
    const wanted = this.#paths();
    for (const path of this.#known.keys()) if (!wanted.has(path)) this.#known.delete(path);
    for (const path of wanted) this.note(path);
    this.#arm();
    // For what has happened since it was noted.
    this.#wake();
  }

  close(): void {
    this.#closed = true;
    this.#pending?.cancel();
    this.#polling?.cancel();
    for (const { close } of this.#watchers.values()) close();
    this.#watchers.clear();
  }

  #paths(): ReadonlySet<string> {
    const { files, folders } = this.#watched;
    return new Set([...files, ...folders.flatMap(yamlFilesIn)]);
  }

  #wake(): void {
    if (this.#closed) return;
    this.#pending?.cancel();
    this.#pending = this.#after(DEBOUNCE_MS, () => {
      this.#pending = null;
      this.#look();
    });
  }

  #look(): void {
    const paths = new Set([...this.#paths(), ...this.#known.keys()]);
    const changed: string[] = [];
    for (const path of paths) {
      const text = textOf(path);
      if (this.#known.has(path) ? this.#known.get(path) === text : text === null) continue;
      this.#known.set(path, text);
      changed.push(path);
    }
    // A folder may have been replaced, and a new one have come.
    this.#arm();
    if (changed.length > 0) this.#changed(changed);
  }

  /** Watches the folders in which the files are; polls where one of them cannot be watched, or is not there. */
  #arm(): void {
    const wanted = new Set([
      ...[...this.#watched.files].map((path) => dirname(path)),
      ...this.#watched.folders.flatMap(foldersIn),
    ]);
    for (const [folder, { close }] of this.#watchers) {
      if (wanted.has(folder)) continue;
      close();
      this.#watchers.delete(folder);
    }
    const all = [...wanted].map((folder) => this.#armFolder(folder));
    if (all.every(Boolean)) {
      this.#polling?.cancel();
      this.#polling = null;
    } else this.#poll();
  }

  #armFolder(folder: string): boolean {
    const inode = statSync(folder, { throwIfNoEntry: false })?.ino;
    const armed = this.#watchers.get(folder);
    if (armed !== undefined && armed.inode === inode) return true;
    armed?.close();
    this.#watchers.delete(folder);
    if (inode === undefined) return false;
    try {
      const watcher = this.#watchFolder(folder, () => this.#wake());
      watcher.on('error', () => {
        watcher.close();
        this.#watchers.delete(folder);
        this.#poll();
      });
      this.#watchers.set(folder, { inode, close: () => watcher.close() });
      return true;
    } catch {
      return false;
    }
  }

  #poll(): void {
    if (this.#closed || this.#polling !== null) return;
    this.#polling = this.#after(POLL_MS, () => {
      this.#polling = null;
      this.#look();
    });
  }
}

function textOf(path: string): string | null {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return null;
  }
}

function yamlFilesIn(folder: string): readonly string[] {
  return foldersIn(folder).flatMap((inner) =>
    entriesOf(inner).flatMap((entry) =>
      !entry.isDirectory() && /\.ya?ml$/.test(entry.name) ? [join(inner, entry.name)] : [],
    ),
  );
}

/** A folder and all in it, but for those in which nobody keeps scenarios and there is very much. */
function foldersIn(folder: string): readonly string[] {
  const inner = entriesOf(folder).filter(
    (entry) => entry.isDirectory() && entry.name !== 'node_modules' && entry.name !== '.git',
  );
  return [folder, ...inner.flatMap(({ name }) => foldersIn(join(folder, name)))];
}

function entriesOf(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}
