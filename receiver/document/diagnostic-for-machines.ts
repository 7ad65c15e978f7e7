// Diagnostics for editors and other programs: as JSON, and in the one-line form of compilers.

import type { Diagnostic } from './diagnostic.ts';
import { harmless } from './harmless.ts';
import { lineColumn, type Source } from './place.ts';
import { maskUrls } from './url-secrets.ts';

/** Grows when a field of DiagnosticsDocument changes its meaning or goes; new fields leave it as it is. */
export const DIAGNOSTICS_VERSION = 1;

/** A point in a file. */
export interface JsonPosition {
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 code units as editors count them. */
  readonly column: number;
  /** From 0, in UTF-16 code units from the beginning of the file. */
  readonly offset: number;
}

/** One complaint. */
export interface JsonDiagnostic {
  /** The path as it was given, or that of a file which this one refers to. */
  readonly file: string;
  /** The end is exclusive. Of a file that cannot be read, both are its first position. */
  readonly range: { readonly start: JsonPosition; readonly end: JsonPosition };
  /** From a closed list: DIAGNOSTIC_CODES. */
  readonly code: Diagnostic['code'];
  readonly severity: Diagnostic['severity'];
  readonly message: string;
  readonly found: string | null;
  readonly expected: string | null;
  readonly hint: string | null;
}

/** All complaints about the files that were checked; none are an empty list. */
export interface DiagnosticsDocument {
  readonly version: typeof DIAGNOSTICS_VERSION;
  readonly diagnostics: readonly JsonDiagnostic[];
}

/** The complaints as data. */
export function diagnosticsDocument(problems: readonly Diagnostic[]): DiagnosticsDocument {
  return { version: DIAGNOSTICS_VERSION, diagnostics: problems.map(jsonDiagnostic) };
}

function jsonDiagnostic({
  place,
  code,
  severity,
  message,
  found,
  expected,
  hint,
}: Diagnostic): JsonDiagnostic {
  return {
    file: place.source.name,
    range: { start: position(place.source, place.start), end: position(place.source, place.end) },
    code,
    severity,
    message: maskUrls(message),
    found: found === undefined ? null : maskUrls(found),
    expected: expected === undefined ? null : maskUrls(expected),
    hint: hint === undefined ? null : maskUrls(hint),
  };
}

function position(source: Source, offset: number): JsonPosition {
  const { line, column } = lineColumn(source, offset);
  return { line, column, offset };
}

/** `file:line:column: error: message (hint) [code]`, on one line whatever the file holds. */
export function gccLine({ place, code, severity, message, hint }: Diagnostic): string {
  const { line, column } = lineColumn(place.source, place.start);
  const said = hint === undefined ? message : `${message} (${hint})`;
  const oneLine = harmless(maskUrls(said)).replaceAll(/\s+/g, ' ');
  return `${harmless(place.source.name)}:${line}:${column}: ${severity}: ${oneLine} [${code}]`;
}
