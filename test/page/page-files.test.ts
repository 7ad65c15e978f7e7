import { posix } from 'node:path';
import { describe, expect, test } from 'vitest';
import { PAGE_HEADERS, readPageFiles } from '../../receiver/page/page-files.ts';

const FILES = readPageFiles();
const TEXTS = [...FILES].map(([path, { body }]) => ({ path, text: body.toString('utf8') }));
const textOf = (path: string): string => FILES.get(path)!.body.toString('utf8');

describe('The files of the page', () => {
  test('are all there: whatever one of them names is served', () => {
    const page = [...textOf('/').matchAll(/(?:href|src)="([^"#][^"]*)"/g)].map((match) => `/${match[1]}`);
    const modules = TEXTS.filter(({ path }) => path.endsWith('.js')).flatMap(({ path, text }) =>
      [...text.matchAll(/\bfrom '(\.[^']+)'/g)]
        // Types come from TypeScript, in comments that no browser reads.
        .filter((match) => !match[1]!.endsWith('.ts'))
        .map((match) => posix.join(posix.dirname(path), match[1]!)),
    );
    expect(page.length).toBeGreaterThan(5);
    expect(modules.length).toBeGreaterThan(50);
    expect([...page, ...modules].filter((path) => !FILES.has(path))).toEqual([]);
    const named = new Set(['/', ...page, ...modules]);
    expect([...FILES.keys()].filter((path) => !named.has(path))).toEqual([]);
  });

  test('are served as what they are, and hold nothing of this side', () => {
    expect(new Set([...FILES.values()].map(({ mediaType }) => mediaType))).toEqual(
      new Set([
        'text/html; charset=utf-8',
        'text/css; charset=utf-8',
        'text/javascript; charset=utf-8',
        'image/svg+xml',
      ]),
    );
    expect([...FILES.keys()].filter((path) => /\.ts$|page-files|tsconfig/.test(path))).toEqual([]);
  });

  test('keep the policy that they are served under: nothing inline, no other host, no markup from text', () => {
    expect(PAGE_HEADERS['content-security-policy']).toContain("script-src 'self'");
    const forbidden: readonly (readonly [what: string, pattern: RegExp])[] = [
      ['an inline script', /<script(?![^>]*\bsrc=)/],
      ['an inline style', /<style|\sstyle="/],
      ['an inline handler', /\son[a-z]+="/],
      ['another host', /(?:https?:)?\/\/(?!www\.w3\.org\/2000\/svg|127\.0\.0\.1:9\/)[a-z0-9-]+\.[a-z0-9]/i],
      [
        'markup from text',
        /\b(?:innerHTML|outerHTML|insertAdjacentHTML|setHTML\w*|createContextualFragment|write)\b\s*[=(]/,
      ],
      ['code from text', /\beval\(|\bnew Function\b|\bsetTimeout\(\s*['"`]/],
    ];
    const found = TEXTS.flatMap(({ path, text }) =>
      forbidden.filter(([, pattern]) => pattern.test(text)).map(([what]) => `${path} has ${what}`),
    );
    expect(found).toEqual([]);
    const bad = `<script>1</script><p style="a" onclick="b">import 'https://cdn.example/x'; a.innerHTML = b; eval(c)`;
    expect(forbidden.filter(([, pattern]) => !pattern.test(bad))).toEqual([]);
  });
});
