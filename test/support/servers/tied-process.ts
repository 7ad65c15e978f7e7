// A server in a process of its own that ends with whoever started it, however that comes to its end. A small shell stands between:
// its standard input is a pipe from here, which the system closes when this process dies, be it by kill -9.

import { spawn } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** How a server is started. */
export interface Tied {
  /** What it is, for errors: `nginx`. */
  readonly what: string;
  readonly command: string;
  readonly args: readonly string[];
  /** Its own folder, which is removed after it; see `temporaryFolder`. */
  readonly folder: string;
  /** The line of its output that says that it answers. */
  readonly ready: RegExp;
  /** So long it may take until then. */
  readonly withinSeconds: number;
}

/** A server that runs. */
export interface TiedProcess {
  /** What the line said that it answers by. */
  readonly answersBy: RegExpExecArray;
  /** All that it wrote so far. */
  readonly log: string;
  /** Resolves once its output matches, with all of it; rejects if it ends without. */
  until(pattern: RegExp): Promise<string>;
  /** Ends it, and resolves when it is gone and its folder too. */
  stop(): Promise<void>;
}

/**
 * Arguments: the folder, then the command. TERM is asked for first; who is deaf to it is killed. The shell itself says nothing: with
 * nobody left to listen, a word would be its end before it has removed the folder.
 */
const SHELL = `
folder=$1; shift
exec 3<&0
"$@" </dev/null 3<&- & server=$!
{ while read -r _; do :; done; kill "$server"; sleep 5; kill -9 "$server"; } <&3 >/dev/null 2>&1 & watch=$!
exec >/dev/null 2>&1
wait "$server"; code=$?
kill "$watch"
rm -rf -- "$folder"
exit "$code"`;

/** Starts a server and waits until it answers; throws with its own words where it does not. */
export async function startTied({
  what,
  command,
  args,
  folder,
  ready,
  withinSeconds,
}: Tied): Promise<TiedProcess> {
  // A session of its own: Ctrl+C reaches the tests, and by their end the server.
  const child = spawn('sh', ['-c', SHELL, 'sh', folder, command, ...args], { detached: true });
  let log = '';
  let over = false;
  const watchers = new Set<() => void>();
  const changed = (): void => {
    for (const watcher of [...watchers]) watcher();
  };
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      log += text;
      changed();
    });
  }
  child.stdin.on('error', () => {});
  const ended = new Promise<void>((resolve) => {
    child.on('error', (error) => {
      log += `${error.message}\n`;
    });
    child.on('close', () => {
      over = true;
      changed();
      resolve();
    });
  });
  const matching = (pattern: RegExp): Promise<RegExpExecArray> =>
    new Promise((resolve, reject) => {
      const watcher = (): void => {
        const match = pattern.exec(log);
        if (match !== null) resolve(match);
        else if (over) reject(new Error(`${what} ended without ${pattern}:\n${log}`));
        else return;
        watchers.delete(watcher);
      };
      watchers.add(watcher);
      watcher();
    });
  const stop = (): Promise<void> => {
    child.stdin.end();
    return ended;
  };
  let tooLate = false;
  const timer = setTimeout(() => {
    tooLate = true;
    child.stdin.end();
  }, withinSeconds * 1_000);
  try {
    const answersBy = await matching(ready);
    return {
      answersBy,
      get log() {
        return log;
      },
      until: (pattern) => matching(pattern).then(() => log),
      stop,
    };
  } catch (error) {
    if (!tooLate) throw error;
    throw new Error(`${what} did not answer within ${withinSeconds} s:\n${log}`);
  } finally {
    clearTimeout(timer);
  }
}

/** A new folder for a server, with files in it that only this user may read. */
export function temporaryFolder(what: string, files: Readonly<Record<string, string>> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), `ocs-sim-${what}-`));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text, { mode: 0o600 });
  return folder;
}
