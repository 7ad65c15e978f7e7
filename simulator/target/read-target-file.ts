import type { Diagnostic } from '../../receiver/document/diagnostic.ts';
import type { Source } from '../../receiver/document/place.ts';
import { isDiagnostic, readSource } from '../../receiver/document/read-file.ts';
import { newReading } from '../../receiver/document/shape.ts';
import { type FileFormat, readYamlFile } from '../../receiver/document/source.ts';
import { withoutSecrets } from './secret-shape.ts';
import type { TargetSpec } from './target-parts-shape.ts';
import { targetSpecShape } from './target-shape.ts';

const TARGET_FILE: FileFormat = {
  what: 'target file',
  keys: ['url'],
  hint: 'a target has at least a URL: "url: https://states.example/ingest"',
};

/** What a target file says, or null with at least one problem. */
export interface TargetFile {
  readonly spec: TargetSpec | null;
  readonly problems: readonly Diagnostic[];
}

/** Reads a target file; secrets and certificates are not looked at. Never throws for anything that the file may hold. */
export function readTargetFile(path: string): TargetFile {
  const source = readSource(path);
  return isDiagnostic(source) ? { spec: null, problems: [source] } : readTarget(source);
}

/** The same for a text. */
export function readTarget(source: Source): TargetFile {
  const { root, problems } = readYamlFile(source, TARGET_FILE);
  if (root === null) return { spec: null, problems };
  const reading = newReading();
  const spec = targetSpecShape.read(root, reading);
  const all = [...problems, ...reading.problems].sort((a, b) => a.place.start - b.place.start);
  const failed = all.some(({ severity }) => severity === 'error');
  return { spec: failed || spec === undefined ? null : spec, problems: withoutSecrets(all) };
}
