import { expect, test } from 'vitest';
import { localImportsOf, SOURCE_FILES, type SourceFile } from './source-files.ts';

const DECLARATION =
  /^export (?:declare )?(?:abstract )?(?:async )?(?:function|class|interface|type|const|enum) (\w+)/gm;

/** What a file exports without saying what it promises. */
function undocumented({ path, text }: SourceFile): readonly string[] {
  return [...text.matchAll(DECLARATION)].flatMap((match) => {
    const before = text.slice(0, match.index).trimEnd();
    return before.endsWith('*/') ? [] : [`${path}: ${match[1]}`];
  });
}

/** Names that an index hands out, with the files they come from. */
function handedOut(index: SourceFile): readonly { readonly name: string; readonly path: string }[] {
  return localImportsOf(index).flatMap((path) => {
    const short = path.slice(path.lastIndexOf('/') + 1);
    const statement = index.text
      .split(';')
      .filter((each) => each.includes(`/${short}'`))
      .join();
    const names = [...statement.matchAll(/\{([^}]*)\}/g)].flatMap((match) => match[1]!.split(','));
    return names.flatMap((name) => {
      const bare = name
        .trim()
        .replace(/^type /, '')
        .replace(/ as .*$/, '');
      return bare === '' ? [] : [{ name: bare, path }];
    });
  });
}

test.each([
  ['simulator/index.ts', 8],
  ['receiver/index.ts', 8],
  ['receiver/vitest/index.ts', 3],
])('everything that %s hands out has a docstring', (path, atLeast) => {
  const index = SOURCE_FILES.find((file) => file.path === path)!;
  const names = handedOut(index);
  expect(names.length).toBeGreaterThan(atLeast);
  const missing = names.filter(({ name, path: from }) => {
    const file = SOURCE_FILES.find((each) => each.path === from)!;
    return undocumented(file).includes(`${from}: ${name}`);
  });
  expect(missing).toEqual([]);
});

test('an exported declaration without a docstring would be found out', () => {
  const text =
    '/** Said. */\nexport interface A {}\n\nexport function b(): void {}\n\n// why\nexport const c = 1;\n';
  expect(undocumented({ path: 'x.ts', text })).toEqual(['x.ts: b', 'x.ts: c']);
});
