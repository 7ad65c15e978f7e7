import type { Words } from './flavour.ts';

/** Why a field of a document cannot be called so; null where it can. A name with dots is a path through objects. */
export function fieldNameProblem(name: string, words: Words): string | null {
  if (name === '') return 'field name cannot be an empty string';
  return words === '8' ? problemIn8(name) : problemIn7(name);
}

/** The steps of a path that has no problem; a dot at its end counts for nothing, where it is let through. */
export function pathOf(name: string): readonly string[] {
  return name.replace(/(?<!\.)\.+$/, '').split('.');
}

function problemIn8(name: string): string | null {
  if (name.trim() === '') return 'field name cannot contain only whitespace';
  if (!name.includes('.')) return null;
  return name.split('.').some((part) => part.trim() === '')
    ? `field name starting or ending with a [.] makes object resolution ambiguous: [${name}]`
    : null;
}

function problemIn7(name: string): string | null {
  if (!name.includes('.')) return null;
  if (/^\.+$/.test(name)) return 'field name cannot contain only the character [.]';
  const blank = pathOf(name).find((part) => part.trim() === '');
  if (blank === undefined) return null;
  return blank === ''
    ? `object field starting or ending with a [.] makes object resolution ambiguous: [${name}]`
    : `object field cannot contain only whitespace: ['${name}']`;
}
