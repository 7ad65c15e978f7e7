import { describe, expect, test } from 'vitest';
import { showDiagnostic } from '../../../receiver/document/show-diagnostic.ts';
import { type TargetArguments, targetWords } from '../../../simulator/cli/target-options.ts';
import { targetWishOf } from '../../../simulator/cli/target-settings.ts';
import { targetsFor } from '../../../simulator/cli/targets-for.ts';
import { plainTarget, type Target } from '../../../simulator/target/target.ts';

const ENVIRONMENT = { TOKEN: 'open-sesame', PASSWORD: 'pa:ss' };
const URL = 'https://s.example/';

/** The target for a scenario without one, or all that is said. */
function wished(args: TargetArguments): Target | null | string {
  const wish = targetWishOf(args);
  const found = 'wrong' in wish || 'problems' in wish ? wish : targetsFor(wish, [null], ENVIRONMENT);
  if ('wrong' in found) return found.wrong;
  if ('problems' in found) return found.problems.map((problem) => showDiagnostic(problem)).join('\n');
  return found[0]!;
}

describe('What the options say', () => {
  test.each<[TargetArguments, Target | null]>([
    [{}, null],
    [{ target: 'embedded' }, null],
    [{ target: URL }, plainTarget(URL)],
    [
      { target: URL, 'target-kind': 'opensearch', index: 's-{run}', mapping: 'dynamic' },
      {
        ...plainTarget(URL),
        kind: 'elasticsearch',
        index: { name: 's-{run}', mapping: 'dynamic', keep: true },
      },
    ],
    [
      { target: URL, bearer: 'env:TOKEN', header: ['X-A: a: b', 'X-C:'] },
      {
        ...plainTarget(URL),
        headers: { 'X-A': 'a: b', 'X-C': '', authorization: 'Bearer open-sesame' },
        secrets: ['open-sesame'],
      },
    ],
    [
      {
        target: URL,
        proxy: 'http://p.example:3128',
        'proxy-basic': 'me:env:PASSWORD',
        'pool-size': '7',
        'response-timeout': '300ms',
      },
      {
        ...plainTarget(URL),
        proxy: 'http://me:pa%3Ass@p.example:3128/',
        poolSize: 7,
        responseTimeoutSeconds: 0.3,
        secrets: ['pa:ss', Buffer.from('me:pa:ss').toString('base64')],
      },
    ],
  ])('%j', (args, target) => {
    expect(wished(args)).toEqual(target);
  });
});

describe('A secret in plain is refused without being repeated', () => {
  test.each<[TargetArguments, string]>([
    [{ target: 'http://me:s3same@s.example/' }, '--target: a secret does not stand on a command line'],
    [{ target: URL, basic: 'me:s3same' }, 'write --basic USER:env:NAME, or USER:@FILE'],
    [{ target: URL, basic: 's3same' }, '--basic: expected USER:SECRET'],
    [{ target: URL, bearer: 's3same' }, 'write --bearer env:NAME, or @FILE'],
    [
      { target: URL, header: ['Authorization: s3same'] },
      'write --header "Authorization: env:NAME", or @FILE',
    ],
    [{ target: URL, proxy: 'http://me:s3same@p.example/' }, '--proxy-basic USER:env:NAME'],
    [
      { target: URL, proxy: 'http://p.example/', 'proxy-basic': 'me:s3same' },
      'write --proxy-basic USER:env:NAME',
    ],
    [{ target: URL, passphrase: 's3same' }, 'write --passphrase env:NAME'],
    [{ target: URL, key: '-----BEGIN PRIVATE KEY-----s3same' }, '--key:1:1: error[plain-secret]'],
  ])('%j', (args, complaint) => {
    const said = wished(args);
    expect(said).toContain(complaint);
    expect(said).not.toContain('s3same');
  });
});

describe('What cannot be is said', () => {
  test.each<[TargetArguments, string]>([
    [{ basic: 'me:env:PASSWORD' }, '--basic is about a target: name it with --target URL, or --target FILE'],
    [{ target: 'embedded', index: 'x' }, '--index is about a target, and --target embedded means none'],
    [
      { target: URL, index: 'x' },
      '--index:1:1: error[conflicting-keys] an index is a matter of Elasticsearch',
    ],
    [{ target: URL, 'target-kind': 'opensearch', index: 'X' }, 'capital letters are not allowed'],
    [{ target: `${URL}x/_doc`, 'target-kind': 'opensearch' }, 'name the index under index: x'],
    [
      { target: 'http://s.example/', ca: 'ca.pem' },
      '--ca:1:1: error[conflicting-keys] certificates are for https',
    ],
    [{ target: 'http://s.example/', proxy: 'http://p.example/' }, 'OCS sends http straight'],
    [{ target: URL, cert: 'ca.pem' }, 'needs its private key'],
    [{ target: URL, ca: 'no.pem' }, '--ca:1:1: error[unreadable-file] no.pem: it cannot be read'],
    [{ target: URL, 'pool-size': 'many' }, '--pool-size:1:1: error[wrong-type]'],
    [{ target: URL, 'response-timeout': '5' }, 'a unit is missing: 5s is 5 seconds'],
    [{ target: URL, header: ['X-Tenant'] }, '--header: expected "Name: value"'],
    [{ target: URL, header: ['X Tenant: a'] }, 'a header cannot be called "X Tenant"'],
    [
      { target: URL, header: ['X-A: env:NO'] },
      '--header:1:10: error[unknown-reference] the environment variable NO',
    ],
    [
      { target: URL, basic: 'me:env:NO' },
      '--basic:1:8: error[unknown-reference] the environment variable NO',
    ],
    [{ target: URL, 'proxy-basic': 'me:env:PASSWORD' }, '--proxy-basic means nothing without --proxy'],
    [
      { target: URL, bearer: 'env:TOKEN', basic: 'me:env:PASSWORD' },
      '--basic and --bearer cannot stand together',
    ],
    [{ target: 'nowhere' }, '--target nowhere: expected a URL'],
    [{ target: 'no.yaml' }, 'no.yaml: error[unreadable-file] it cannot be read: there is no such file'],
  ])('%j', (args, complaint) => {
    expect(wished(args)).toContain(complaint);
  });
});

test('The same options are said again in words that hold no secret, because none of them may', () => {
  const args = { target: 't.yaml', header: ['X-A: env:A', 'X-B: b'], basic: 'me:@file', 'pool-size': '3' };
  expect(targetWords(args)).toEqual([
    ...['--target', 't.yaml', '--header', 'X-A: env:A', '--header', 'X-B: b'],
    ...['--basic', 'me:@file', '--pool-size', '3'],
  ]);
});
