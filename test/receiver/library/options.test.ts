import { expect, test } from 'vitest';
import { startReceiver } from '../../../receiver/index.ts';

/** As a program without types would call it. */
const startAny = startReceiver as unknown as (options: unknown) => Promise<{ close(): Promise<void> }>;

test.each([
  [{ prot: 3 }, 'startReceiver has no option "prot"', 'did you mean "port"?'],
  [
    { port: '80' },
    'the option port of startReceiver cannot be that',
    'expected a whole number from 0 to 65535',
  ],
  [
    { release: '9' },
    'the option release of startReceiver cannot be that',
    'expected one of 8.1.5-draft, 8.1.512, 8.1.517',
  ],
  [
    { tls: true },
    'the option tls of startReceiver cannot be that',
    "expected such as { certificate: 'self-made' } or { certificate: { cert, key } }",
  ],
  [
    { access: { basic: ['u:p'] } },
    'the option access of startReceiver cannot be that',
    'expected a list such as',
  ],
  [
    { journal: '/tmp/x' },
    'the option journal of startReceiver cannot be that',
    "expected such as { folder: 'journal' }",
  ],
  [{ zzzz: 1 }, 'startReceiver has no option "zzzz"', 'the options are'],
])('a wrong option %j is refused in a sentence, with what to do', async (options, message, hint) => {
  await expect(startAny(options)).rejects.toMatchObject({
    code: 'bad-option',
    message,
    hint: expect.stringContaining(hint),
  });
});

test('every option that is right is taken', async () => {
  const receiver = await startAny({
    host: '127.0.0.1',
    port: 0,
    release: '8.1.517',
    seed: 3,
    limits: {},
    tls: { certificate: 'self-made' },
    onRecord: undefined,
  });
  await receiver.close();
});
