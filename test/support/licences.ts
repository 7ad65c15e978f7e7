// The licences of what the package holds and of what is installed with it.

import { join } from 'node:path';
import {
  type InstalledPackage,
  packageNames,
  packagesOfFiles,
  withDependencies,
} from './installed-packages.ts';

/**
 * The file that goes with the package: the full text for each package of which files are in the bundles (`modules`, absolute paths), and
 * a line for each that is installed besides and has its own text there.
 */
export function licencesText(root: string, modules: readonly string[]): string {
  const inside = packagesOfFiles(modules.filter((path) => path.includes('/node_modules/')));
  const besides = installedWith(root);
  return `# Licences of other people's work in ocs-sim

## Inside the files of this package

${inside.map(withText).join('\n')}
## Installed with this package

Each has its licence in its own folder. These are the versions that this release was tested with.

${besides.map((each) => `- ${titleOf(each)}`).join('\n')}
`;
}

function installedWith(root: string): readonly InstalledPackage[] {
  return withDependencies(root, packageNames(join(root, 'package.json'), ['dependencies']));
}

function titleOf({ name, version, licence }: InstalledPackage): string {
  return `${name} ${version}: ${licence}`;
}

function withText(one: InstalledPackage): string {
  if (one.licenceText === null) throw new Error(`${one.name} is bundled, but brings no licence text`);
  return `### ${titleOf(one)}\n\n\`\`\`text\n${one.licenceText}\n\`\`\`\n`;
}
