// The live page as the control server serves it: every file of it, read once, by the path that a browser asks for.
// What is not in the map does not exist, so no path of a request ever reaches the disk. The browser's part (client/*.js, style/*.css,
// index.html) is served as it lies there: no build step, no request to any other host.

import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';

/** One file of the page, ready to be answered. */
export interface PageFile {
  /** Value of Content-Type. */
  readonly mediaType: string;
  readonly body: Buffer;
}

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** What may be on the page: its own files and the control API beside it, no inline script or style, in no frame, no markup from data. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

/** Headers that every file of the page is answered with, by their lower-case names. */
export const PAGE_HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': POLICY,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-cache',
};

/**
 * All files of the page by path: `/` is the page itself, the others are named by it (`/client/main.js`). None of them holds anything
 * that was received, so they may be given to whoever asks; the data behind `/api/` is what a token guards.
 */
export function readPageFiles(): ReadonlyMap<string, PageFile> {
  const files = new Map<string, PageFile>();
  for (const name of readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' })) {
    const mediaType = MEDIA_TYPES[extname(name)];
    // Compiled, this module itself ends in .js too.
    if (mediaType === undefined || name.startsWith('page-files.')) continue;
    const path = name === 'index.html' ? '/' : `/${name.replaceAll('\\', '/')}`;
    files.set(path, { mediaType, body: readFileSync(join(import.meta.dirname, name)) });
  }
  return files;
}
