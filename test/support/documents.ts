import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');

/** What people read, the front page first; all of it is kept true by tests. */
export const DOCUMENTS = [
  'README.md',
  'scenarios/README.md',
  'receiver/README.md',
  'simulator/README.md',
] as const;

/** The text of one of them. */
export function documentText(path: (typeof DOCUMENTS)[number]): string {
  return readFileSync(join(ROOT, path), 'utf8');
}

/** The code blocks of one language in some of them, by default in all. */
export function codeBlocks(
  language: string,
  paths: readonly (typeof DOCUMENTS)[number][] = DOCUMENTS,
): string[] {
  return paths.flatMap((path) =>
    [...documentText(path).matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'gm'))].map(
      (match) => match[1]!,
    ),
  );
}
