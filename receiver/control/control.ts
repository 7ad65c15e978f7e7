// The control API of a receiver, on a port of its own: what came, waits, verdicts, a live stream, the reply plan.
// journal -> register.ts (who and what, groups, series) -> operations/ answer -> server.ts sends; openapi/ describes the same operations.

import type { Contract } from '../contract/contract.ts';
import { type CannotListen, hostText } from '../http/listen.ts';
import { readPageFiles } from '../page/page-files.ts';
import { type HostTime, STEADY_CLOCK, steadyNowMs } from '../wall-clock.ts';
import { admission } from './admission.ts';
import type { Controlled, Desk } from './desk.ts';
import { operationsOf } from './openapi/operations.ts';
import { Pause } from './pause.ts';
import { Register } from './register.ts';
import { RepliesDesk } from './replies-desk.ts';
import { createControlServer } from './server.ts';
import { type SubjectReader, subjectReader } from './subject.ts';

/** How the control API of a receiver is started; whatever is left out has its default. */
export interface ControlOptions {
  /** By which bodies are read and judged. */
  readonly contract: Contract;
  /** Default 127.0.0.1. Anybody who reaches another one can read and reset what came, unless there is a token. */
  readonly host?: string;
  /** Default 0: a free one. */
  readonly port?: number;
  /** Names besides by which the API may be asked. Default: none; see `admission`. */
  readonly allowedHosts?: readonly string[];
  /** What a client must show as `Authorization: Bearer …`. Default: none is needed. */
  readonly token?: string;
  /** Who and what a body speaks of. Default: as the contract says, groups by their names on the wire. */
  readonly readSubject?: SubjectReader;
  /** The receiver's clock, in milliseconds since 1970. Default: the host's. */
  readonly nowMs?: () => number;
  /** From when durations count, on that clock: the epoch of a run. Default: now. */
  readonly originMs?: number;
  /** Real time, for waits. Default: the host's. */
  readonly time?: HostTime;
  /** Hears of what should not happen, such as an operation that throws; the API goes on. */
  readonly onTrouble?: (error: unknown) => void;
}

/** A control API that has been started. */
export interface Control extends AsyncDisposable {
  readonly kind: 'control';
  readonly host: string;
  readonly port: number;
  /** `http://127.0.0.1:8081`, without a slash at its end: the page; the API is below `/api`. */
  readonly url: string;
  /** Ends open waits and streams. The receiver stays as it is. */
  close(): Promise<void>;
}

/** Starts the control API of a receiver; a port in use and the like come back as a value. */
export async function startControl(
  receiver: Controlled,
  options: ControlOptions,
): Promise<Control | CannotListen> {
  const { contract, host = '127.0.0.1', token = null, nowMs = steadyNowMs, time = STEADY_CLOCK } = options;
  const onTrouble = options.onTrouble ?? (() => {});
  const startedAtMs = nowMs();
  const register = new Register(receiver.journal, {
    contract,
    readSubject: options.readSubject ?? subjectReader(contract),
    nowMs,
    originMs: options.originMs ?? startedAtMs,
    pause: new Pause(time),
  });
  // A journal of a million records takes a while, so that only those who need all of it wait.
  register.ready().catch(onTrouble);
  const desk: Desk = {
    receiver,
    register,
    replies: new RepliesDesk(receiver.replyPlan),
    nowMs,
    time,
    startedAtMs,
  };
  const server = await createControlServer({
    operations: operationsOf(desk),
    files: readPageFiles(),
    admission: admission({ host, token, allowedHosts: options.allowedHosts ?? [] }),
    onTrouble,
  });
  const first = await server.listen(host, options.port ?? 0);
  if (first.kind === 'cannot listen') {
    register.close();
    await server.close();
    return first;
  }
  let closing: Promise<void> | null = null;
  const control: Control = {
    kind: 'control',
    host,
    port: first.port,
    url: `http://${hostText(REACHABLE[host] ?? host)}:${first.port}`,
    close() {
      closing ??= server.close().then(() => register.close());
      return closing;
    },
    [Symbol.asyncDispose]: () => control.close(),
  };
  return control;
}

/** Where a client on this machine reaches an address that stands for all of them. */
const REACHABLE: Readonly<Record<string, string>> = { '0.0.0.0': '127.0.0.1', '::': '::1' };
