import { createHash } from 'node:crypto';
import type { PageParts } from './page-parts.ts';

/**
 * The policy of a page that stands alone: its own style and its own script by their digests, no other code, and no request to
 * anywhere. Markup is never made from data, and the browser sees to it.
 */
export function policyOf({ style, script }: PageParts): string {
  return [
    "default-src 'none'",
    `style-src '${digest(style)}'`,
    `script-src '${digest(script)}'`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');
}

function digest(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
