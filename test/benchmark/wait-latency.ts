import { Agent, request } from 'node:http';

const ROUNDS = 300;

/** Milliseconds from before a notification is sent until a wait for it is answered: an upper bound of what the wait itself takes. */
export interface WaitLatency {
  readonly medianMs: number;
  readonly worstMs: number;
}

/** Waits over the control API for one notification at a time, and sends it once the wait is open. */
export async function waitLatency(port: number, control: string, body: string): Promise<WaitLatency> {
  const [posting, waiting] = [new Agent({ keepAlive: true }), new Agent({ keepAlive: true })];
  const took: number[] = [];
  for (let round = 1; round <= ROUNDS; round += 1) {
    const waited = ask(`${control}/api/wait?count=${round}&within=30s`, 'GET', waiting, '');
    // The wait is open once another request on the same port has been answered.
    await ask(`${control}/api/count`, 'GET', posting, '');
    const from = process.hrtime.bigint();
    const posted = ask(`http://127.0.0.1:${port}/states`, 'POST', posting, body);
    await waited;
    took.push(Number(process.hrtime.bigint() - from) / 1e6);
    await posted;
  }
  posting.destroy();
  waiting.destroy();
  const inOrder = took.toSorted((a, b) => a - b);
  return { medianMs: inOrder[Math.floor(ROUNDS / 2)]!, worstMs: inOrder.at(-1)! };
}

function ask(url: string, method: string, agent: Agent, body: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json' };
    const sent = request(url, { method, agent, ...(body === '' ? {} : { headers }) }, (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
      });
      answer.on('end', () => {
        if (answer.statusCode === 200) resolve(text);
        else reject(new Error(`${url} answered ${answer.statusCode}: ${text}`));
      });
    });
    sent.on('error', reject);
    sent.end(body);
  });
}
