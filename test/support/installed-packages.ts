// Packages in node_modules, found as Node.js finds them: in the folder itself first, then further up.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A package as it lies in node_modules. */
export interface InstalledPackage {
  readonly name: string;
  readonly version: string;
  /** SPDX: `MIT`. Throws, in the making of this, where the package names none. */
  readonly licence: string;
  /** The text of its licence file, or what its readme says under that title; null where it brings neither. */
  readonly licenceText: string | null;
  readonly folder: string;
}

interface PackageFile {
  readonly name: string;
  readonly version: string;
  readonly license?: unknown;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

/** The names that a package file has under some of its keys. */
export function packageNames(
  file: string,
  keys: readonly ('dependencies' | 'peerDependencies')[],
): readonly string[] {
  const described = readPackageFile(file);
  return keys.flatMap((key) => Object.keys(described[key] ?? {}));
}

/** Of the packages with these names, seen from a folder, all that they depend on too, sorted by name; each folder once. */
export function withDependencies(from: string, names: readonly string[]): readonly InstalledPackage[] {
  const found = new Map<string, InstalledPackage>();
  const visit = (folder: string, name: string): void => {
    const place = placeOf(folder, name);
    if (place === null) throw new Error(`${name}, needed in ${folder}, is not installed: npm ci`);
    if (found.has(place)) return;
    found.set(place, packageIn(place));
    for (const next of packageNames(join(place, 'package.json'), ['dependencies'])) visit(place, next);
  };
  for (const name of names) visit(from, name);
  return sorted([...found.values()]);
}

/** The packages that these files within node_modules belong to, sorted by name, each once. */
export function packagesOfFiles(paths: readonly string[]): readonly InstalledPackage[] {
  const folders = paths.flatMap(
    (path) => /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(path)?.[0] ?? [],
  );
  return sorted([...new Set(folders)].map(packageIn));
}

function packageIn(folder: string): InstalledPackage {
  const { name, version, license } = readPackageFile(join(folder, 'package.json'));
  if (typeof license !== 'string') throw new Error(`${name} does not say under which licence it is`);
  const textOf = (pattern: RegExp): string | null => {
    const file = readdirSync(folder).find((path) => pattern.test(path));
    return file === undefined ? null : readFileSync(join(folder, file), 'utf8').trim();
  };
  return {
    name,
    version,
    licence: license,
    licenceText:
      textOf(/^(?:licen[cs]e|copying)/i) ??
      /^#+ Licen[cs]e\n+([^#]+)/m.exec(textOf(/^readme/i) ?? '')?.[1]?.trim() ??
      null,
    folder,
  };
}

function placeOf(from: string, name: string): string | null {
  for (let folder = from; ; folder = dirname(folder)) {
    const place = join(folder, 'node_modules', name);
    if (existsSync(join(place, 'package.json'))) return place;
    if (dirname(folder) === folder) return null;
  }
}

function readPackageFile(path: string): PackageFile {
  return JSON.parse(readFileSync(path, 'utf8')) as PackageFile;
}

function sorted(packages: readonly InstalledPackage[]): readonly InstalledPackage[] {
  const key = ({ name, version }: InstalledPackage): string => `${name}@${version}`;
  return [...new Map(packages.map((each) => [key(each), each])).values()].sort((a, b) =>
    key(a) < key(b) ? -1 : 1,
  );
}
