/** What an annotation is about; whatever is left out is not known. */
export interface AnnotationPlace {
  /** From the root of the repository. */
  readonly file?: string;
  /** From 1, as is the column. */
  readonly line?: number;
  readonly col?: number;
  readonly title?: string;
}

/**
 * A workflow command of GitHub Actions that puts an annotation at a line of a file: `::error file=a.yaml,line=3::text`. What the
 * runner would take for the end of a part is escaped, as its own toolkit does it.
 */
export function annotation(kind: 'error' | 'warning', place: AnnotationPlace, message: string): string {
  const properties = Object.entries(place).map(
    ([name, value]) => `${name}=${escapedProperty(String(value))}`,
  );
  return `::${kind}${properties.length === 0 ? '' : ` ${properties.join(',')}`}::${escapedData(message)}\n`;
}

function escapedData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapedProperty(text: string): string {
  return escapedData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
