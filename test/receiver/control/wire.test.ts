// The control API beside a real receiver: what is posted over one socket is told over the other.

import { expect, test } from 'vitest';
import { startControl } from '../../../receiver/control/control.ts';
import type { WaitMessage } from '../../../receiver/control/messages.ts';
import { startedReceiver } from '../../support/started-receiver.ts';
import { CONTRACT, goodBody } from '../expect/observations.ts';

const STARTED = JSON.stringify(
  goodBody({ event: 'started', state: 'Running', dialMode: 'Predict' }, CONTRACT),
);

test('what is posted to a receiver is waited for, counted and answered as the API was told', async () => {
  await using receiver = await startedReceiver();
  const control = await startControl(receiver, { contract: CONTRACT });
  if (control.kind !== 'control') throw new Error(control.message);
  const api = `${control.url}/api`;
  const post = () => fetch(`${receiver.url}/states`, { method: 'POST', body: STARTED });
  for (let round = 0; round < 3; round += 1) {
    const waiting = fetch(`${api}/wait?event=started&after=${round}`);
    await post();
    const message = (await (await waiting).json()) as WaitMessage;
    expect(message).toMatchObject({
      outcome: 'met',
      count: 1,
      records: [{ number: round + 1, status: 200 }],
    });
  }

  await fetch(`${api}/replies`, { method: 'PUT', body: '503' });
  expect((await post()).status).toBe(503);
  const faulty = await (await fetch(`${api}/records?fault=true`)).json();
  expect(faulty).toMatchObject({ records: [{ number: 4, status: 503, fault: '503' }] });
  await control.close();
});
