import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import type { Phase } from '../../../simulator/check/case.ts';
import { ALL_CASES } from '../../../simulator/check/cases/families.ts';
import { curlCommands } from '../../../simulator/check/curl.ts';
import { CONTEXT, casesOf } from './context.ts';

const TARGET = { url: 'http://127.0.0.1:9/it?a=1&b=2', headers: {}, secrets: [] };

/** In place of curl: prints what would be posted, each body behind its length and in hexadecimal digits. */
const FAKE = `curl() {
  url=; data=; type=
  while [ $# -gt 0 ]; do
    case "$1" in
      --data-binary) shift; if [ "$1" = @- ]; then data=$(od -An -v -tx1); else data=$(printf '%s' "$1" | od -An -v -tx1); fi ;;
      -H) shift; type="$type$1;" ;;
      -X) shift ;;
      -*) ;;
      *) url=$1 ;;
    esac
    shift
  done
  printf '%s|%s|%s\\n' "$url" "$type" "$(printf '%s' "$data" | tr -d ' \\n')"
}
`;

interface Posted {
  readonly url: string;
  readonly headers: string;
  readonly body: string;
}

function pasted(commands: string): readonly Posted[] {
  const { stdout, stderr, status } = spawnSync('sh', [], {
    input: FAKE + commands,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
  return stdout
    .trimEnd()
    .split('\n')
    .map((line) => {
      const [url = '', headers = '', hex = ''] = line.split('|');
      return { url, headers, body: Buffer.from(hex, 'hex').toString('utf8') };
    });
}

function phase(...bodies: readonly string[]): readonly Phase[] {
  const request = { about: 'a body', group: 'g', event: 'started', contract: null } as const;
  return [{ manner: 'in turn', requests: bodies.map((body) => ({ ...request, body })) }];
}

describe('A case as curl commands', () => {
  const tricky = ALL_CASES.filter(({ number }) =>
    [
      '1.1',
      '7.3',
      '7.6',
      '7.8',
      '7.9',
      '7.10',
      '7.14',
      '7.16',
      '8.5',
      '13.1',
      '13.2',
      '13.3',
      '13.4',
      '13.6',
      '13.7',
    ].includes(number),
  );

  test.each(tricky.map((each) => [each.number, each] as const))(
    '%s posts the very bytes, pasted into a shell',
    async (_number, what) => {
      const phases = await what.phases(CONTEXT);
      const requests = phases.flatMap((each) => each.requests);
      expect(pasted(curlCommands(phases, TARGET))).toEqual(
        requests.map(({ body, contentType = 'application/json' }) => ({
          url: TARGET.url,
          headers: `content-type: ${contentType};`,
          body,
        })),
      );
    },
  );

  test('whatever the bytes: NUL, line ends, quotes, percent signs, backslashes, and a body that begins with @', () => {
    const bodies = [
      '\0\u0001\n\r\t',
      "it's '' '\\''",
      '%s%n%%\\n\\045',
      '@/etc/passwd',
      '-n',
      '',
      '\u202e\u2028é🌱',
    ];
    expect(pasted(curlCommands(phase(...bodies), TARGET)).map(({ body }) => body)).toEqual(bodies);
  });

  test('nothing of it acts on the terminal that shows it', async () => {
    const texts = await Promise.all(
      casesOf('7.9', '7.10', '7.16').map(async (each) => curlCommands(await each.phases(CONTEXT), TARGET)),
    );
    expect(texts.join('')).not.toMatch(/[\0-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]/);
  });

  test('a secret of the target is not among them', () => {
    const headers = { authorization: 'Bearer hunter2', 'x-tenant': 'acme' };
    const text = curlCommands(phase('{}'), { ...TARGET, headers, secrets: ['hunter2'] });
    expect(text).not.toContain('hunter2');
    expect(text).toContain(`-H 'authorization: '"$SECRET"`);
    expect(text).toContain("-H 'x-tenant: acme'");
  });

  test('it says which is which, what goes out at once, and where the connections rest', async () => {
    const [reuse] = await Promise.all(
      casesOf('11.3').map((each) => each.phases({ ...CONTEXT, idleMs: 65_000 })),
    );
    const lines = curlCommands(reuse!, TARGET).split('\n');
    expect(lines[0]).toBe('# the check sends these 8 at once, over 4 connections');
    expect(lines[1]).toBe('# 1 of 16: periodic of Case 11.3@Agents East');
    expect(lines).toContain('# then nothing for 1m5s');
  });
});
