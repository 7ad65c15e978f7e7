import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
const CHANGELOG = readFileSync(join(ROOT, 'CHANGELOG.md'), 'utf8');
const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
  readonly version: string;
};

test('the newest release of the changelog is the version of the package', () => {
  const releases = [...CHANGELOG.matchAll(/^## (.+)$/gm)].map(([, title]) => title!);
  expect(releases.length).toBeGreaterThan(0);
  expect(releases.filter((title) => !/^(?:Unreleased|\d+\.\d+\.\d+ - \d{4}-\d\d-\d\d)$/.test(title))).toEqual(
    [],
  );
  expect(releases.find((title) => title !== 'Unreleased')).toMatch(new RegExp(`^${version} - `));
});

test('what changed is told under the titles of Keep a Changelog', () => {
  const titles = [...CHANGELOG.matchAll(/^### (.+)$/gm)].map(([, title]) => title);
  expect(titles.length).toBeGreaterThan(0);
  for (const title of titles)
    expect(['Added', 'Changed', 'Deprecated', 'Removed', 'Fixed', 'Security']).toContain(title);
});
