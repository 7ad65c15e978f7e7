// A site's own replies: text with placeholders that each request fills in, such as {{number}} or {{body.GSW_CAMPAIGN_NAME}}.

import { didYouMean } from '../document/closest-word.ts';

/** What placeholders stand in: JSON, where a string that is nothing else takes the value's own type, or any other text. */
export type TemplateKind = 'text' | 'json';

/** What a placeholder can stand for. */
export type TemplateValue = string | number | boolean | null | object;

/** The values of one request. Undefined where the request has none: the placeholder then leaves nothing, in JSON null. */
export interface TemplateValues {
  /** By `TEMPLATE_NAMES`. */
  value(name: TemplateName): TemplateValue | undefined;
  header(name: string): string | undefined;
  /** By the path of a field, such as `GSW_CALLING_LISTS[0].GSW_CALLING_LIST`. */
  field(path: string): TemplateValue | undefined;
}

/** Placeholders that are one word. */
export const TEMPLATE_NAMES = [
  'number',
  'event',
  'state',
  'group',
  'method',
  'path',
  'body',
  'now',
  'nowMs',
  'uuid',
  'chance',
] as const;

/** A placeholder that is one word. */
export type TemplateName = (typeof TEMPLATE_NAMES)[number];

const NAMES: ReadonlySet<string> = new Set(TEMPLATE_NAMES);
const PLACEHOLDER = /((?<!\\)\\+)?\{\{([^{}]*)\}\}/g;
/** In the text of JSON a backslash is two, and a quote on each side says that a string is nothing else. */
const PLACEHOLDER_IN_JSON = /(?:(?<!\\)((?:\\\\)+)|(?<!\\)(")|)\{\{([^{}]*)\}\}("(?!:))?/g;
const NOT_IN_HEADER = /[^\t\u0020-\u007e\u0080-\u00ff]/g;

/** What is wrong with a placeholder, or null. */
export interface PlaceholderProblem {
  /** As it stands there, with its braces. */
  readonly written: string;
  readonly message: string;
  readonly hint: string;
}

/** Whether a text has placeholders, and what is wrong with those that nothing is known of. */
export function readTemplate(text: string): {
  readonly isTemplate: boolean;
  readonly problems: readonly PlaceholderProblem[];
} {
  let isTemplate = false;
  const problems: PlaceholderProblem[] = [];
  for (const [written, escaped, inside] of text.matchAll(PLACEHOLDER)) {
    isTemplate = true;
    if (escaped !== undefined) continue;
    const name = inside!.trim();
    if (NAMES.has(name) || /^(?:header|body)\..+/.test(name)) continue;
    problems.push({
      written,
      message: `there is no placeholder "${name}"`,
      hint:
        didYouMean(name, [...TEMPLATE_NAMES, 'header.NAME', 'body.FIELD']) ??
        'for plain braces write a backslash before them: \\{{',
    });
  }
  return { isTemplate, problems };
}

/**
 * Fills the placeholders in. `\{{` is a plain `{{`. In JSON nothing that a request carries can break out of the string where it
 * stands; in a header whatever HTTP cannot carry becomes a question mark.
 */
export function fillTemplate(text: string, kind: TemplateKind | 'header', values: TemplateValues): string {
  if (kind === 'json') return fillJson(text, values);
  const filled = text.replace(PLACEHOLDER, (whole, escaped: string | undefined, inside: string) => {
    if (escaped !== undefined) return whole.slice(1);
    return plainText(lookUp(inside.trim(), values));
  });
  return kind === 'header' ? filled.replace(NOT_IN_HEADER, '?') : filled;
}

function fillJson(text: string, values: TemplateValues): string {
  return text.replace(
    PLACEHOLDER_IN_JSON,
    (
      whole,
      escaped: string | undefined,
      before: string | undefined,
      inside: string,
      after: string | undefined,
    ) => {
      if (escaped !== undefined) return whole.slice(2);
      const value = lookUp(unescaped(inside), values);
      if (before !== undefined && after !== undefined) return JSON.stringify(value ?? null);
      return `${before ?? ''}${JSON.stringify(plainText(value)).slice(1, -1)}${after ?? ''}`;
    },
  );
}

/** A name as it was before it became part of a JSON string. */
function unescaped(inside: string): string {
  try {
    return (JSON.parse(`"${inside}"`) as string).trim();
  } catch {
    return inside.trim();
  }
}

function lookUp(name: string, values: TemplateValues): TemplateValue | undefined {
  if (NAMES.has(name)) return values.value(name as TemplateName);
  if (name.startsWith('header.')) return values.header(name.slice('header.'.length).toLowerCase());
  if (name.startsWith('body.')) return values.field(name.slice('body.'.length));
  return undefined;
}

function plainText(value: TemplateValue | undefined): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
