import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** A server that cannot be had on this machine. */
export interface Missing {
  /** What is not there: `java, mvn`. */
  readonly missing: string;
  /** What brings it: `apt-get install default-jdk-headless maven`. */
  readonly remedy: string;
}

/** Folders of programs of the system that are not on everybody's PATH. */
const SYSTEM = ['/usr/sbin', '/usr/local/sbin', '/opt/homebrew/bin'];

/** The path of a program of this machine; null where it has none. */
export function programPath(name: string): string | null {
  const folders = [...(process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== ''), ...SYSTEM];
  return folders.map((folder) => join(folder, name)).find(isProgram) ?? null;
}

/** Of these programs those that are missing, and what brings them; null where all are there. */
export function missingPrograms(names: readonly string[], remedy: string): Missing | null {
  const absent = names.filter((name) => programPath(name) === null);
  return absent.length === 0 ? null : { missing: absent.join(', '), remedy };
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
