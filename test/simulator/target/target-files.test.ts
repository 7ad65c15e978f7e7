import { expect, test } from 'vitest';
import { readTarget } from '../../../simulator/target/read-target-file.ts';
import { targetFiles } from '../../../simulator/target/target-files.ts';

test('a target is read from its own file, its certificates, and the files of its secrets, each beside it', () => {
  const text = `
url: https://states.example/ingest
auth: { basic: { user: me, password: { file: password.txt } } }
headers: { X-Tenant: acme, X-Api-Key: { file: /run/key.txt }, X-Other: { env: OTHER } }
tls: { ca: ca.pem, cert: client.pem, key: client.key, passphrase: { file: phrase.txt } }
proxy: { url: "http://proxy.example:3128", user: me, password: { file: proxy.txt } }
`;
  const { spec } = readTarget({ name: 'site/target.yaml', text });
  expect(targetFiles(spec!)).toEqual([
    'site/target.yaml',
    'site/ca.pem',
    'site/client.pem',
    'site/client.key',
    'site/phrase.txt',
    'site/password.txt',
    'site/proxy.txt',
    '/run/key.txt',
  ]);
});

test('a token may be in a file as well', () => {
  const { spec } = readTarget({ name: 't.yaml', text: 'url: http://x\nauth: { bearer: { file: token } }\n' });
  expect(targetFiles(spec!)).toEqual(['t.yaml', 'token']);
});

test('what is said on the command line alone is read from no file', () => {
  expect(targetFiles({})).toEqual([]);
});
