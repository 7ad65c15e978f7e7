// From what is said of a target to the target itself: secrets and files are read, and what is wrong with them is all said at once.

import { authoritiesProblem, certificateProblem } from '../../receiver/certificate-check.ts';
import type { Diagnostic } from '../../receiver/document/diagnostic.ts';
import type { Placed } from '../../receiver/document/shape.ts';
import { secretsInUrl } from '../../receiver/document/url-secrets.ts';
import type { TlsSettings } from '../sender/connecting.ts';
import { checkTarget } from './check-target.ts';
import { HEADER_VALUE } from './header-shape.ts';
import { INDEX_DEFAULTS, type IndexSpec } from './index-shape.ts';
import { type Environment, LookUp } from './secrets.ts';
import type { IndexSettings, Target } from './target.ts';
import type { AuthSpec, ProxySpec, TargetSpec, TlsSpec } from './target-parts-shape.ts';

/** A target, or null with at least one problem. */
export interface ResolvedTarget {
  readonly target: Target | null;
  readonly problems: readonly Diagnostic[];
}

/** Makes a target of what is said of it, a URL at least; `environment` is where `{env: NAME}` is looked up. */
export function resolveTarget(spec: TargetSpec, environment: Environment): ResolvedTarget {
  const problems = checkTarget(spec);
  if (problems.length > 0) return { target: null, problems };
  const lookUp = new LookUp(environment);
  const kind = spec.kind?.value ?? 'http';
  const target: Target = {
    kind,
    url: spec.url!.value,
    headers: headersOf(spec, lookUp),
    tls: spec.tls === undefined ? null : tlsOf(spec.tls, lookUp),
    proxy: spec.proxy === undefined ? null : proxyOf(spec.proxy, lookUp),
    poolSize: spec.poolSize?.value ?? null,
    responseTimeoutSeconds: spec.responseTimeout === undefined ? null : spec.responseTimeout.value / 1_000,
    index: kind === 'elasticsearch' ? indexOf(spec.index) : null,
    readBack: spec.readBack?.value ?? null,
    addedFields: spec.addedFields ?? [],
    secrets: [],
  };
  if (lookUp.problems.length > 0) return { target: null, problems: lookUp.problems.sort(byPlace) };
  const urls = [target.url, ...(target.readBack?.kind === 'query' ? [target.readBack.url] : [])];
  return { target: { ...target, secrets: [...lookUp.secrets, ...urls.flatMap(secretsInUrl)] }, problems: [] };
}

/** In the order of the text, where it is the same. */
function byPlace({ place: a }: Diagnostic, { place: b }: Diagnostic): number {
  return a.source.name === b.source.name ? a.start - b.start : 0;
}

function indexOf({ name, mapping, keep }: IndexSpec = {}): IndexSettings {
  return {
    name: name?.value ?? INDEX_DEFAULTS.name,
    mapping: mapping?.value ?? INDEX_DEFAULTS.mapping,
    keep: keep?.value ?? INDEX_DEFAULTS.keep,
  };
}

function headersOf({ headers, auth }: TargetSpec, lookUp: LookUp): Readonly<Record<string, string>> {
  const found: Record<string, string> = Object.create(null);
  for (const [name, { value, place }] of headers ?? []) {
    const text = typeof value === 'string' ? value : lookUp.secret({ value, place });
    if (text === undefined) continue;
    if (HEADER_VALUE.test(text)) {
      found[name] = text;
      // An answer may repeat it without the scheme in front.
      if (typeof value !== 'string') lookUp.secrets.add(text.replace(/^[\w-]+ +/, ''));
    } else lookUp.report(place, `what is found for the header ${name} cannot be written in one`);
  }
  const authorization = auth === undefined ? undefined : authorizationOf(auth.value, lookUp);
  if (authorization !== undefined) found.authorization = authorization;
  return found;
}

function authorizationOf(auth: AuthSpec, lookUp: LookUp): string | undefined {
  if (auth.scheme === 'bearer') {
    const token = lookUp.secret(auth.token);
    if (token === undefined) return undefined;
    // What a header cannot carry, no server could be shown.
    if (/^[!-~]+$/.test(token)) return `Bearer ${token}`;
    return lookUp.report(auth.token.place, 'a token is of visible ASCII characters without blanks');
  }
  const password = lookUp.secret(auth.password);
  if (password === undefined) return undefined;
  if (auth.user.includes(':'))
    return lookUp.report(auth.password.place, 'the name of a user has no colon in basic authentication');
  const credentials = Buffer.from(`${auth.user}:${password}`).toString('base64');
  lookUp.secrets.add(credentials);
  return `Basic ${credentials}`;
}

function tlsOf(spec: TlsSpec, lookUp: LookUp): TlsSettings {
  const read = (path: Placed<string> | undefined): string | null =>
    path === undefined ? null : (lookUp.file(path) ?? null);
  const [ca, cert, key] = [read(spec.ca), read(spec.cert), read(spec.key)];
  const passphrase = spec.passphrase === undefined ? null : (lookUp.secret(spec.passphrase) ?? null);
  const wrong = [
    ca === null ? null : authoritiesProblem(ca, 'the certificates of the authorities'),
    cert === null || key === null
      ? null
      : certificateProblem({ cert, key, ...(passphrase === null ? {} : { passphrase }) }),
  ];
  // A passphrase that was not found has been complained of.
  const known = spec.passphrase === undefined || passphrase !== null;
  for (const problem of wrong) {
    if (problem === null || (problem.code === 'KEY_ENCRYPTED' && !known)) continue;
    lookUp.report(spec[problem.of]!.place, problem.why, problem.hint);
  }
  return { ca, cert, key, passphrase };
}

/** With its credentials in the URL, where the sender looks for them. */
function proxyOf({ url, user, password }: ProxySpec, lookUp: LookUp): string {
  const proxy = new URL(url.value);
  if (user === undefined) return proxy.href;
  const secret = password === undefined ? '' : (lookUp.secret(password) ?? '');
  proxy.username = encodeURIComponent(user);
  proxy.password = encodeURIComponent(secret);
  if (secret !== '') lookUp.secrets.add(Buffer.from(`${user}:${secret}`).toString('base64'));
  return proxy.href;
}
