import { join } from 'node:path';
import { packagesOf, SOURCE_FILES } from '../architecture/source-files.ts';
import { packageNames, withDependencies } from './installed-packages.ts';

/** A table for the README: a row a licence, with all packages that the sources import, and those that these need. */
export function licencesTable(root: string): string {
  const peers = packageNames(join(root, 'package.json'), ['peerDependencies']);
  const imported = [...new Set(SOURCE_FILES.flatMap(packagesOf))].filter((name) => !peers.includes(name));
  const all = withDependencies(root, imported);
  const rows = [...Map.groupBy(all, ({ licence }) => licence)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([licence, packages]) => {
      const names = [...new Set(packages.map(({ name }) => name))];
      return `| ${licence} | ${names.length} | ${names.join(', ')} |`;
    });
  return `| licence | packages | |\n|---|---:|---|\n${rows.join('\n')}`;
}
