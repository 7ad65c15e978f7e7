/** A text that was read, kept so that every complaint about it can show the very line. */
export interface Source {
  /** As the user named it: a path, or `--set` and the like. */
  readonly name: string;
  readonly text: string;
}

/** A stretch of a source, by offsets into its text (UTF-16 code units); `end` is exclusive. */
export interface Place {
  readonly source: Source;
  readonly start: number;
  readonly end: number;
}

export interface LineColumn {
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 code units as editors count them. */
  readonly column: number;
  /** The whole line, without its end. */
  readonly text: string;
}

export function lineColumn({ text }: Source, offset: number): LineColumn {
  const at = Math.min(offset, text.length);
  const lineStart = at === 0 ? 0 : text.lastIndexOf('\n', at - 1) + 1;
  const newline = text.indexOf('\n', at);
  let line = 1;
  for (let i = text.indexOf('\n'); i !== -1 && i < at; i = text.indexOf('\n', i + 1)) line += 1;
  return {
    line,
    column: at - lineStart + 1,
    text: text.slice(lineStart, newline === -1 ? text.length : newline).replace(/\r$/, ''),
  };
}

/** `file:line:column`, as editors and terminals link it. */
export function placeText(place: Place): string {
  // What has no text has no lines.
  if (place.source.text === '') return place.source.name;
  const { line, column } = lineColumn(place.source, place.start);
  return `${place.source.name}:${line}:${column}`;
}
