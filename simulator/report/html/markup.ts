import { harmless } from '../../../receiver/document/harmless.ts';

/** A piece of a page that is safe as it is: made by `element`, never from data. */
export interface Markup {
  readonly html: string;
}

/** What an element may hold: texts and numbers are shown as they are, whatever signs they have; null is nothing. */
export type Child = string | number | Markup | null | readonly Child[];

/** Values of attributes; false and null leave the attribute out, true gives it no value. */
export type Attributes = Readonly<Record<string, string | number | boolean | null>>;

const EMPTY: ReadonlySet<string> = new Set(['meta', 'link', 'br', 'input']);
const REFERENCES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** An element with its attributes and what it holds. The names are the program's own, all the rest may be data. */
export function element(name: string, attributes: Attributes = {}, ...children: readonly Child[]): Markup {
  const written = Object.entries(attributes)
    .map(([key, value]) => {
      if (value === null || value === false) return '';
      return value === true ? ` ${key}` : ` ${key}="${escaped(String(value))}"`;
    })
    .join('');
  if (EMPTY.has(name)) return { html: `<${name}${written}>` };
  return { html: `<${name}${written}>${children.map(htmlOf).join('')}</${name}>` };
}

/** Several pieces one after another. */
export function all(...children: readonly Child[]): Markup {
  return { html: children.map(htmlOf).join('') };
}

/**
 * Data for the page's own script. Nothing in it can end the element early: `<` is written as its escape.
 */
export function dataElement(id: string, value: unknown): Markup {
  const json = JSON.stringify(value).replaceAll('<', '\\u003c');
  return { html: `<script type="application/json" id="${escaped(id)}">${json}</script>` };
}

/** The text of a style sheet or a script of ours, to the letter, for its digest stands in the page's policy. */
export function ownCode(name: 'style' | 'script', text: string): Markup {
  const attributes = name === 'script' ? ' type="module"' : '';
  return { html: `<${name}${attributes}>${text}</${name}>` };
}

function htmlOf(child: Child): string {
  if (child === null) return '';
  if (typeof child === 'number') return String(child);
  if (typeof child === 'string') return escaped(child);
  if ('html' in child) return child.html;
  return child.map(htmlOf).join('');
}

/** What would not show, or would turn the writing around, is written out; lines stay lines. */
function escaped(text: string): string {
  return text
    .split('\n')
    .map(harmless)
    .join('\n')
    .replaceAll(/[&<>"']/g, (sign) => REFERENCES[sign]!);
}
