// One request over https on a connection of its own; the answer, or how it failed.

import { type RequestOptions, request } from 'node:https';

export interface HttpsAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: string;
}

/** Posts; `options` bear what the client trusts (`ca`) and shows (`cert`, `key`). */
export function postOverTls(
  url: string,
  body: string,
  options: RequestOptions = {},
): Promise<HttpsAnswer | { readonly failed: string }> {
  return new Promise((resolve) => {
    const failed = (error: NodeJS.ErrnoException): void => resolve({ failed: error.code ?? error.message });
    const sent = request(
      url,
      { method: 'POST', agent: false, ...options, headers: { ...JSON_TYPE, ...options.headers } },
      (answer) => {
        let text = '';
        answer.setEncoding('utf8').on('data', (chunk: string) => {
          text += chunk;
        });
        answer.on('end', () => resolve({ status: answer.statusCode!, headers: answer.headers, body: text }));
        answer.on('error', failed);
      },
    );
    sent.on('error', failed);
    sent.end(body);
  });
}

const JSON_TYPE = { 'Content-Type': 'application/json' };
