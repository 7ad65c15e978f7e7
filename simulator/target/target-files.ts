import { dirname, isAbsolute, join } from 'node:path';
import type { Placed } from '../../receiver/document/shape.ts';
import type { SecretRef } from './secret-shape.ts';
import type { TargetSpec } from './target-parts-shape.ts';

/** The files that a target is read from: its own, its certificates and keys, and those that hold its secrets. */
export function targetFiles(spec: TargetSpec): readonly string[] {
  const { url, tls, auth, headers, proxy } = spec;
  const files = new Set<string>();
  const beside = (path: Placed<string> | undefined): void => {
    if (path === undefined) return;
    const { name } = path.place.source;
    files.add(isAbsolute(path.value) ? path.value : join(dirname(name), path.value));
  };
  const secret = (ref: Placed<SecretRef> | undefined): void => {
    if (ref?.value.from === 'file') beside({ value: ref.value.path, place: ref.place });
  };
  if (url !== undefined && /\.ya?ml$/i.test(url.place.source.name)) files.add(url.place.source.name);
  for (const path of [tls?.ca, tls?.cert, tls?.key]) beside(path);
  secret(tls?.passphrase);
  if (auth?.value.scheme === 'basic') secret(auth.value.password);
  if (auth?.value.scheme === 'bearer') secret(auth.value.token);
  secret(proxy?.password);
  for (const { value, place } of headers?.values() ?? [])
    if (typeof value !== 'string') secret({ value, place });
  return [...files];
}
