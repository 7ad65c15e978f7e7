// Questions to a cluster: what it answers as JSON, and what is wrong where it does not do as asked.

import { parseJson } from '../../../receiver/document/exact-number.ts';
import { harmless } from '../../../receiver/document/harmless.ts';
import type { EnvironmentTrouble } from '../../target/environment-trouble.ts';
import type { Target } from '../../target/target.ts';
import type { TargetAnswer, TargetClient, TargetRequest } from '../../target/target-client.ts';
import { isRecord, type JsonRecord } from './json-record.ts';

/** What of the target's client is needed here. */
export type ClusterClient = Pick<TargetClient, 'request' | 'redact'>;

/** An answer of the cluster that is not about credentials. */
export interface ClusterAnswer {
  readonly status: number;
  /** Its body; empty where that is no JSON object. */
  readonly json: JsonRecord;
  readonly text: string;
}

/** So much of an answer's reason is shown. */
const MOST_SHOWN = 400;

/** One cluster of Elasticsearch or OpenSearch, spoken to with the target's credentials. */
export class Cluster {
  /** Its address, without a slash at the end. */
  readonly url: string;
  readonly #client: ClusterClient;
  readonly #who: string;

  constructor({ url, headers }: Pick<Target, 'url' | 'headers'>, client: ClusterClient) {
    this.url = url.replace(/(?<!\/)\/+$/, '');
    this.#client = client;
    this.#who = whoIs(headers);
  }

  /** Asks once. An answer of 401 or 403 is trouble, any other status is an answer. `path` begins with a slash. */
  async ask(
    method: TargetRequest['method'],
    path: string,
    body?: unknown,
  ): Promise<ClusterAnswer | { readonly trouble: EnvironmentTrouble }> {
    const answer: TargetAnswer = await this.#client.request({
      method,
      url: this.url + path,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if ('trouble' in answer) return answer;
    const { status, text } = answer;
    const whole = { status, text, json: recordIn(text) };
    if (status === 401) return { trouble: this.#refusedLogin(whole) };
    if (status === 403) return { trouble: this.#notAllowed(method, path, whole) };
    return whole;
  }

  /** A text as it may be shown, without anything secret. */
  redact(text: string): string {
    return this.#client.redact(text);
  }

  /** Why the cluster did not do as asked, in its own words; `what` such as `the index x could not be created`. */
  troubleOf(answer: ClusterAnswer, what: string, hint: string): EnvironmentTrouble {
    const reason = shown(this.#client.redact(reasonIn(answer)));
    return {
      kind: 'environment',
      code: `HTTP_${answer.status}`,
      message: `${what}: ${this.url} answered ${answer.status}${reason === '' ? '' : `, ${reason}`}`,
      hint,
    };
  }

  #refusedLogin(answer: ClusterAnswer): EnvironmentTrouble {
    return this.#who === ''
      ? this.troubleOf(answer, 'credentials are needed', 'give the target auth, as basic or as bearer')
      : this.troubleOf(
          answer,
          `${this.#who} was not let in`,
          'are these credentials right, and for this cluster?',
        );
  }

  #notAllowed(method: string, path: string, answer: ClusterAnswer): EnvironmentTrouble {
    const asked = `${method} ${path.replace(/\?.*$/s, '')}`;
    const { error } = answer.json;
    // A block has the status of a missing privilege, and is none.
    if (isRecord(error) && error.type === 'cluster_block_exception')
      return this.troubleOf(
        answer,
        `a block of the cluster or index refuses ${asked}`,
        'remove the block (index.blocks.*, or the read-only mode of a full disk), and try again',
      );
    return this.troubleOf(
      answer,
      `${this.#who === '' ? 'a user without credentials' : this.#who} may not ${asked}`,
      path === '/'
        ? 'grant it the privilege "monitor" of the cluster'
        : 'grant it the privileges to create, read, refresh and delete the index',
    );
  }
}

/** Whoever the target is told that we are, never with what proves it; empty for nobody. */
function whoIs(headers: Target['headers']): string {
  const shown = Object.entries(headers).find(([name]) => name.toLowerCase() === 'authorization')?.[1];
  if (shown === undefined) return '';
  const [, basic] = /^basic\s+(\S+)$/i.exec(shown) ?? [];
  if (basic === undefined) return 'the bearer of this token';
  const [user] = Buffer.from(basic, 'base64').toString('utf8').split(':', 1);
  return `the user "${harmless(user!)}"`;
}

function recordIn(text: string): JsonRecord {
  try {
    const value: unknown = parseJson(text);
    return isRecord(value) ? value : {};
  } catch {
    return {};
  }
}

/** In one line, and not too long a one. */
function shown(reason: string): string {
  const line = harmless(reason.trim().replace(/\s+/g, ' '));
  return line.length > MOST_SHOWN ? `${line.slice(0, MOST_SHOWN)}…` : line;
}

function reasonIn({ json: { error }, text }: ClusterAnswer): string {
  if (typeof error === 'string') return error;
  if (!isRecord(error)) return text;
  const [shard] = Array.isArray(error.failed_shards) ? (error.failed_shards as unknown[]) : [];
  const told = isRecord(shard) && isRecord(shard.reason) ? shard.reason : error;
  return [told.type, told.reason].filter((part) => typeof part === 'string').join(': ');
}
