import { readFileSync } from 'node:fs';

/** The version in the package file; `unknown` where there is none to be read. */
export function version(): string {
  // From the sources and from dist the package file lies at different depths.
  for (const path of ['../../package.json', '../../../package.json']) {
    try {
      return (
        JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8')) as { readonly version: string }
      ).version;
    } catch {}
  }
  return 'unknown';
}
