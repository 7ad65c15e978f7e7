// The way between the sender and whatever it sends to, on which anything may go wrong: a TCP proxy in this process. It asks the target
// for a connection first and then lets the sender in, so that a target that cannot be reached looks as it would without it. Bytes pass
// as they are, TLS included; what a fault does to them stands in ruling.ts, a connection's two directions in link.ts and lane.ts.

import { connect, type Socket, Socket as UnconnectedSocket } from 'node:net';
import { randomFor } from '../../receiver/random.ts';
import type { Way } from '../sender/connecting.ts';
import { nextTurn } from '../time/host-time.ts';
import { type DeadPort, openDeadPort } from './dead-port.ts';
import { type Door, openDoor } from './door.ts';
import { FaultInForce } from './fault-in-force.ts';
import { Link } from './link.ts';
import { type NetworkFault, networkFaultText } from './network-fault.ts';
import { type NetworkTime, REAL_NETWORK_TIME } from './network-time.ts';
import { reset } from './reset.ts';

/** What went over a network since it was opened. */
export interface NetworkCounts {
  readonly connections: number;
  /** Of these, connections that a fault has done something to. */
  readonly hit: number;
  readonly bytesToTarget: number;
  readonly bytesToSender: number;
  /** Connections that are open at either end. */
  readonly open: number;
}

export interface Network extends Way, AsyncDisposable {
  /** What keeps new connections from being made now; null if nothing does. */
  readonly refusing: string | null;
  /**
   * Puts a fault in the place of the one in force, at once and for every connection; null: nothing is wrong any more. Resolves when
   * a sender in this process has seen what it did to connections that lay idle.
   */
  change(fault: NetworkFault | null): Promise<void>;
  counts(): NetworkCounts;
  /**
   * Ends connections on which a stall keeps a request back, once the sender waits for no answer any more: the target would else wait
   * for the rest as long as it likes.
   */
  release(): void;
  /** Ends all connections. */
  close(): Promise<void>;
}

/** So many doors that were closed are remembered. */
const MOST_SHUT = 1_024;

/** So many connections whose sender has gone are kept for a target that is not to know. */
const MOST_LEFT = 256;

/** Opens a network in which nothing is wrong. All chance in it comes from the seed. */
export async function openNetwork(seed = 1, time: NetworkTime = REAL_NETWORK_TIME): Promise<Network> {
  return new ProxiedNetwork(seed, time, await openDeadPort());
}

class ProxiedNetwork implements Network {
  readonly #seed: number;
  readonly #time: NetworkTime;
  readonly #dead: DeadPort;
  readonly #links = new Set<Link>();
  /** The latest of each local port of the sender's. */
  readonly #byPort = new Map<number, Link>();
  readonly #doors = new Set<Door>();
  /** Connections to targets that no sender has yet. */
  readonly #ahead = new Set<Socket>();
  /** What there is to say of connections that are over, by their local port. */
  readonly #past = new Map<number, { readonly fault: string; readonly through: number }>();
  readonly #left = new Set<Link>();
  /** The latest doors that a refusal has closed while somebody was on the way to them, by port. */
  readonly #shut = new Map<number, string>();
  #force: FaultInForce | null = null;
  /** Ways that were asked for, and connections that came. */
  #led = 0;
  #made = 0;
  #hit = 0;
  readonly #bytes = { request: 0, answer: 0 };
  #closed = false;
  #whenEmpty: (() => void) | null = null;

  constructor(seed: number, time: NetworkTime, dead: DeadPort) {
    this.#seed = seed;
    this.#time = time;
    this.#dead = dead;
  }

  get refusing(): string | null {
    const fault = this.#force?.fault;
    return fault?.kind === 'refuse' ? networkFaultText(fault) : null;
  }

  async leadTo(host: string, port: number): Promise<{ readonly host: string; readonly port: number }> {
    if (this.#closed) throw new Error('the network has been closed');
    if (this.refusing !== null) return { host: '127.0.0.1', port: this.#dead.port };
    this.#led += 1;
    const chance = randomFor(this.#seed, `connection ${this.#led} of the network`);
    const targetless = this.#force?.fault.kind === 'half-open' && this.#force.hitsAll;
    const target = targetless ? nobody() : await this.#reach(host, port);
    const door = await openDoor(this.#time, (sender) => {
      this.#doors.delete(door);
      this.#ahead.delete(target);
      if (sender === null) {
        target.destroy();
        return;
      }
      if (target.errored) {
        reset(sender);
        return;
      }
      target.removeAllListeners('error');
      const link = new Link({ sender, target }, this.#force, {
        time: this.#time,
        chance,
        passed: (direction, bytes) => {
          this.#bytes[direction] += bytes;
        },
        left: (each) => this.#keepFew(each),
        over: (each) => this.#over(each),
      });
      this.#made += 1;
      this.#past.delete(link.localPort);
      this.#byPort.set(link.localPort, link);
      this.#links.add(link);
      sender.resume();
    });
    this.#doors.add(door);
    this.#shut.delete(door.port);
    if (this.#closed) door.close();
    else if (this.refusing !== null) this.#shutDoor(door, this.refusing);
    return { host: '127.0.0.1', port: door.port };
  }

  refusedAt(port: number): string | null {
    if (port === this.#dead.port) return networkFaultText({ kind: 'refuse' });
    return this.#shut.get(port) ?? null;
  }

  faultOn(localPort: number): string | null {
    return this.#byPort.get(localPort)?.faultText() ?? this.#past.get(localPort)?.fault ?? null;
  }

  throughFrom(localPort: number): number | null {
    return this.#byPort.get(localPort)?.through ?? this.#past.get(localPort)?.through ?? null;
  }

  async change(fault: NetworkFault | null): Promise<void> {
    this.#force = fault === null ? null : new FaultInForce(fault);
    if (fault?.kind === 'refuse')
      for (const door of [...this.#doors]) this.#shutDoor(door, networkFaultText(fault));
    for (const link of [...this.#links]) link.change(this.#force);
    // What the system has been told in this turn it tells the other end in the next.
    for (let turn = 0; turn < 2; turn += 1) await new Promise<void>((resolve) => nextTurn(resolve));
  }

  counts(): NetworkCounts {
    const open = [...this.#links];
    return {
      connections: this.#made,
      hit: this.#hit + open.filter((link) => link.hit).length,
      bytesToTarget: this.#bytes.request,
      bytesToSender: this.#bytes.answer,
      open: open.length,
    };
  }

  release(): void {
    for (const link of [...this.#links]) link.release();
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const door of [...this.#doors]) door.close();
    for (const target of this.#ahead) target.destroy();
    this.#dead.close();
    for (const link of [...this.#links]) link.destroy();
    if (this.#links.size > 0) await new Promise<void>((resolve) => (this.#whenEmpty = resolve));
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  /** A connection to the target; what keeps it from being made is thrown as it is. */
  #reach(host: string, port: number): Promise<Socket> {
    const target = connect({ host, port, allowHalfOpen: true, noDelay: true });
    this.#ahead.add(target);
    return new Promise((resolve, reject) => {
      target.once('connect', () => {
        // Kept for the sender: it sees what became of the connection when it comes.
        target.removeListener('error', reject);
        target.on('error', () => {});
        resolve(target);
      });
      target.once('error', reject);
      target.once('close', () => {
        this.#ahead.delete(target);
        reject(new Error('the network has been closed'));
      });
    });
  }

  #shutDoor(door: Door, why: string): void {
    door.close();
    this.#shut.set(door.port, why);
    const [oldest] = this.#shut.keys();
    if (this.#shut.size > MOST_SHUT) this.#shut.delete(oldest!);
  }

  #keepFew(link: Link): void {
    this.#left.add(link);
    if (this.#left.size <= MOST_LEFT) return;
    const [oldest] = this.#left;
    this.#left.delete(oldest!);
    oldest!.destroy();
  }

  #over(link: Link): void {
    this.#left.delete(link);
    this.#links.delete(link);
    if (link.hit) this.#hit += 1;
    // The port may be another connection's by now.
    if (this.#byPort.get(link.localPort) === link) {
      this.#byPort.delete(link.localPort);
      const fault = link.faultText();
      if (fault !== null) this.#past.set(link.localPort, { fault, through: link.through });
    }
    if (this.#links.size === 0) this.#whenEmpty?.();
  }
}

/** What a sender is connected with that is not to reach its target. */
function nobody(): Socket {
  return new UnconnectedSocket().destroy();
}
