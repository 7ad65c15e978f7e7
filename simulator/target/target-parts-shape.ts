// The keys of a target, one by one.

import { byKind, listOf } from '../../receiver/document/composite-shapes.ts';
import {
  type Fields,
  needing,
  oneKey,
  optional,
  type RecordOf,
  record,
  required,
} from '../../receiver/document/record.ts';
import { duration, integer, text, word } from '../../receiver/document/scalar-shapes.ts';
import {
  complain,
  type Placed,
  placed,
  refine,
  type Shape,
  type ValueOf,
} from '../../receiver/document/shape.ts';
import { headOf } from '../../receiver/document/source.ts';
import { headersShape } from './header-shape.ts';
import { indexShape } from './index-shape.ts';
import { readBackShape } from './read-back-shape.ts';
import { plainSecret, type SecretRef, secret } from './secret-shape.ts';
import { urlShape } from './url-shape.ts';

/** By whom it is that the target is spoken to. */
export type AuthSpec =
  | { readonly scheme: 'basic'; readonly user: string; readonly password: Placed<SecretRef> }
  | { readonly scheme: 'bearer'; readonly token: Placed<SecretRef> };

const basic = record(
  {
    user: required(text('text, the name of the user', { example: 'ocs' }), 'the name of the user'),
    password: required(secret('password'), 'the password, from the environment or a file', {
      example: { env: 'TARGET_PASSWORD' },
    }),
  },
  { what: 'basic' },
);

const authShape: Shape<Placed<AuthSpec>> = placed(
  refine(
    oneKey(
      record(
        {
          basic: optional(basic, 'a user with a password'),
          bearer: optional(secret('bearer'), 'a token, from the environment or a file', {
            example: { env: 'TARGET_TOKEN' },
          }),
        },
        { what: 'auth' },
      ),
    ),
    ({ basic: user, bearer }, node, reading): AuthSpec | undefined => {
      if (user !== undefined && bearer === undefined) return { scheme: 'basic', ...user };
      if (bearer !== undefined && user === undefined) return { scheme: 'bearer', token: bearer };
      const place = node.kind === 'mapping' ? headOf(node) : node.place;
      return complain(reading, 'conflicting-keys', place, 'auth is either basic or bearer');
    },
  ),
);

/** The path of a PEM file, and not its contents. */
function pemFile(key: string): Shape<Placed<string>> {
  return placed(
    refine(text('the path of a PEM file', { pattern: '^(?!.*-----BEGIN).*$' }), (value, node, reading) => {
      if (!value.includes('-----BEGIN')) return value;
      if (key === 'key') return plainSecret(reading, node.place, 'key: PATH, of a file that is not shared');
      return complain(reading, 'bad-value', node.place, 'expected the path of a PEM file', {
        hint: 'put the certificate into a file',
      });
    }),
  );
}

const tlsShape = needing(
  record(
    {
      ca: optional(pemFile('ca'), 'authorities to trust instead of those of the system, a PEM file', {
        title: 'Certificate authorities',
        example: 'ca.pem',
      }),
      cert: optional(pemFile('cert'), "the client's own certificate, a PEM file", {
        title: 'Certificate',
        example: 'client.pem',
      }),
      key: optional(pemFile('key'), 'its private key, a PEM file', { example: 'client-key.pem' }),
      passphrase: optional(secret('passphrase'), 'of the key, where it is encrypted', {
        example: { env: 'KEY_PASSPHRASE' },
      }),
    },
    { what: 'tls' },
  ),
  { cert: ['key'], key: ['cert'], passphrase: ['key'] },
);

/** Certificates and keys by their files. */
export type TlsSpec = ValueOf<typeof tlsShape>;

/** A proxy, and as whom it is asked. */
export interface ProxySpec {
  readonly url: Placed<string>;
  readonly user?: string;
  readonly password?: Placed<SecretRef>;
}

const proxyUrl = urlShape(
  'http://proxy.example:3128',
  'proxy: {url: URL, user: NAME, password: {env: NAME}}',
);

const proxyShape: Shape<ProxySpec> = byKind({
  scalar: refine(proxyUrl, (url): ProxySpec => ({ url })),
  mapping: refine(
    needing(
      record(
        {
          url: required(proxyUrl, 'its address', { title: 'URL' }),
          user: optional(
            text('text, the name of the user', { example: 'ocs' }),
            'the name of the user, if it wants one',
          ),
          password: optional(secret('password'), 'the password, from the environment or a file', {
            example: { env: 'PROXY_PASSWORD' },
          }),
        },
        { what: 'a proxy' },
      ),
      { password: ['user'] },
    ),
    (value, _node, reading): ProxySpec | undefined =>
      value.password === undefined || value.user !== undefined
        ? value
        : complain(reading, 'missing-key', value.password.place, 'a password needs the key "user"'),
  ),
});

const responseTimeoutShape: Shape<number> = refine(duration(), (ms, node, reading) =>
  ms > 0
    ? ms
    : complain(reading, 'bad-value', node.place, 'no answer comes in no time', {
        expected: 'a duration such as 5s or 300ms',
      }),
);

/** The keys beside the URL. */
export const targetFields = {
  kind: optional(
    placed(
      refine(word('a kind of target', ['http', 'elasticsearch', 'opensearch']), (kind) =>
        kind === 'opensearch' ? 'elasticsearch' : kind,
      ),
    ),
    'http (the default): POSTs go to the URL; elasticsearch or opensearch: to an index of the cluster, which is read back',
    { example: 'elasticsearch', default: 'http' },
  ),
  index: optional(indexShape, 'elasticsearch, opensearch: the index, by its name or in more detail'),
  auth: optional(authShape, 'credentials, from the environment or a file'),
  headers: optional(headersShape, 'headers of every request, beside those of http-custom-headers', {
    example: { 'X-Tenant': 'bank', 'X-Api-Key': { env: 'API_KEY' } },
  }),
  tls: optional(tlsShape, 'certificates for https', { title: 'TLS', example: { ca: 'ca.pem' } }),
  proxy: optional(proxyShape, 'a tunnelling proxy for https, whatever http-proxy says'),
  poolSize: optional(
    placed(integer('a whole number from 1 to 10000', { min: 1, max: 10_000 })),
    'connections at most, whatever http-connection-pool-size says',
    { example: 8 },
  ),
  responseTimeout: optional(
    placed(responseTimeoutShape),
    'how long an answer may take, whatever http-response-timeout says',
  ),
  readBack: optional(placed(readBackShape), 'http: how to ask afterwards what the target keeps'),
  addedFields: optional(
    listOf(
      text('the name of a field, with a dot between an object and its field', { example: '@timestamp' }),
    ),
    'fields that the target adds to each document by itself, as an ingest pipeline does: they do not count as altered',
    { example: ['@timestamp', 'ingest.pipeline'] },
  ),
} as const satisfies Fields;

/** Where it is. */
export const targetUrlShape = urlShape(
  'https://states.example/ingest',
  'auth: {basic: {user: NAME, password: {env: NAME}}}',
);

/** What is said of a target; the rest has its default. */
export type TargetSpec = RecordOf<typeof targetFields> & { readonly url?: Placed<string> };

/** Parts of a target, to be laid over another; whether they fit together is not looked at. */
export const targetPartsShape: Shape<TargetSpec> = record(
  { url: optional(targetUrlShape, 'where it is', { title: 'URL' }), ...targetFields },
  { what: 'the target' },
);
