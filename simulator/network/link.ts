import type { Socket } from 'node:net';
import type { Random } from '../../receiver/random.ts';
import { Exchange } from './exchange.ts';
import type { FaultInForce } from './fault-in-force.ts';
import { type Item, Lane, type Ruling } from './lane.ts';
import { type Direction, type NetworkFault, networkFaultText } from './network-fault.ts';
import type { NetworkTime } from './network-time.ts';
import { Opening } from './opening.ts';
import { reset } from './reset.ts';
import { BREAK, HOLD, PASS, rulingOf, SWALLOW } from './ruling.ts';

export interface LinkSurroundings {
  readonly time: NetworkTime;
  readonly chance: Random;
  /** Bytes that went through. */
  passed(direction: Direction, bytes: number): void;
  /** The sender has gone and the fault lets nobody know: whoever keeps the link may end it when there are too many. */
  left(link: Link): void;
  /** Both ends are closed. */
  over(link: Link): void;
}

/** Under these a connection may stay when its sender has long gone. */
const KEEPING_BACK: ReadonlySet<NetworkFault['kind']> = new Set(['stall', 'half-open', 'drop answers']);

/** A connection of the sender and the one to the target that carries it on, under whatever fault is in force. */
export class Link {
  /** Of the sender's end. */
  readonly localPort: number;
  /** A fault has done something to it. */
  hit = false;
  readonly #sender: Socket;
  readonly #target: Socket;
  readonly #surroundings: LinkSurroundings;
  readonly #request: Lane;
  readonly #answer: Lane;
  readonly #opening = new Opening();
  #force: FaultInForce | null;
  /** Whether the fault in force hits this request; null while it has not been drawn. */
  #hits: boolean | null = null;
  #exchange: Exchange | null = null;
  /** How many it has carried. */
  #requests = 0;
  /** Bytes of the request under way that went through, as they were on the wire. */
  through = 0;
  /** Bytes have come back since the request under way began. */
  #answered = false;
  /** What a fault has done in this exchange. */
  #done: NetworkFault | null = null;
  /** The target's side is closed, and the sender does not know. */
  #gone: boolean;
  #droppedAnswer = false;
  #targetEnded = false;

  /** @param target a destroyed socket where the sender is to believe in a target that is not there */
  constructor(
    ends: { readonly sender: Socket; readonly target: Socket },
    force: FaultInForce | null,
    surroundings: LinkSurroundings,
  ) {
    const { sender, target } = ends;
    this.#sender = sender;
    this.#target = target;
    this.#force = force;
    this.#surroundings = surroundings;
    this.#gone = target.destroyed;
    this.localPort = sender.remotePort!;
    this.#request = new Lane('request', { from: sender, to: target }, this, surroundings.time);
    this.#answer = new Lane('answer', { from: target, to: sender }, this, surroundings.time);
    sender.on('data', (chunk: Buffer) => this.#arrived(this.#request, chunk));
    target.on('data', (chunk: Buffer) => this.#arrived(this.#answer, chunk));
    sender.on('end', () => this.#ended(this.#request, 'end'));
    target.on('end', () => this.#ended(this.#answer, 'end'));
    sender.on('error', () => this.#ended(this.#request, 'reset'));
    target.on('error', () => this.#ended(this.#answer, 'reset'));
    const open = new Set([sender, target]);
    const closed = (socket: Socket): void => {
      if (open.delete(socket) && open.size === 0) surroundings.over(this);
    };
    sender.on('close', () => {
      this.#answer.close();
      closed(sender);
    });
    target.on('close', () => {
      if (!this.#gone) this.#request.close();
      closed(target);
    });
    if (this.#gone) {
      if (force !== null) this.#touch(force.fault);
      this.#answer.close();
      open.delete(target);
    }
  }

  change(force: FaultInForce | null): void {
    this.#force = force;
    this.#hits = null;
    if (force?.fault.kind === 'refuse') {
      this.#touch(force.fault);
      this.break();
    } else if (force?.fault.kind === 'half-open' && force.hitsAll && !this.#gone) {
      this.#loseTarget(force.fault);
    }
    this.#request.revise();
    this.#answer.revise();
  }

  /** What a fault has done to the request under way, in a few words; null where it was not the fault. */
  faultText(): string | null {
    const fault = this.#done;
    if (fault === null) return null;
    const slow = fault.kind === 'latency' || fault.kind === 'throttle';
    if (slow && this.#request.idle && this.#answer.idle) {
      if (this.#targetEnded) return null;
      const onTheWay = this.#exchange?.spentOnTheWay(this.#surroundings.time.nowMs()) ?? true;
      if (!onTheWay) return null;
    }
    return networkFaultText(fault);
  }

  rule(lane: Lane, item: Item, nowMs: number): Ruling {
    const fault = this.#force?.fault;
    if (this.#gone) {
      if (fault?.kind !== 'half-open') return BREAK;
      this.#touch(fault);
      return item.kind === 'bytes' ? SWALLOW : HOLD;
    }
    // To a sender that waits for an answer in vain, its end is no news either.
    if (
      this.#droppedAnswer &&
      lane === this.#answer &&
      item.kind !== 'bytes' &&
      fault?.kind === 'drop answers'
    )
      return HOLD;
    if (fault === undefined) return PASS;
    const ruling = rulingOf(fault, lane, item, {
      nowMs,
      chance: this.#surroundings.chance,
      reused: this.#requests > 1,
    });
    if (ruling.do === 'pass') return ruling;
    this.#hits ??= this.#force!.hits(this.#surroundings.chance);
    if (!this.#hits) return PASS;
    this.#touch(fault);
    if (fault.kind === 'half-open') this.#loseTarget(fault);
    if (fault.kind === 'drop answers') this.#dropAnswer(fault.instead);
    return ruling;
  }

  passed(lane: Lane, bytes: number): void {
    this.#surroundings.passed(lane.direction, bytes);
    if (lane !== this.#request) return;
    this.through += bytes;
    this.#exchange?.requestPassed(this.#surroundings.time.nowMs());
  }

  /** Ends it where a stall keeps a request back: nobody waits for that any more. */
  release(): void {
    if (this.#force?.fault.kind === 'stall' && !this.#request.idle) this.destroy();
  }

  /** Resets both ends. */
  break(): void {
    this.#request.close();
    this.#answer.close();
    reset(this.#sender);
    reset(this.#target);
  }

  /** Ends everything at once. */
  destroy(): void {
    this.#request.close();
    this.#answer.close();
    this.#sender.destroy();
    this.#target.destroy();
  }

  #arrived(lane: Lane, chunk: Buffer): void {
    const opening = this.#opening.take(lane.direction, chunk);
    if (opening > 0) lane.add('bytes', chunk.subarray(0, opening), true);
    if (opening < chunk.length) {
      if (lane === this.#answer) this.#answerBegins();
      else if (this.#exchange === null || this.#answered) this.#requestBegins();
      lane.add('bytes', chunk.subarray(opening));
    }
    lane.pump();
  }

  /** The sender sends again after an answer: another request, which is counted and hit anew. */
  #requestBegins(): void {
    this.#answered = false;
    this.through = 0;
    this.#requests += 1;
    this.#exchange = new Exchange(this.#surroundings.time.nowMs());
    this.#request.counted = 0;
    this.#answer.counted = 0;
    this.#hits = null;
    if (!this.#gone && !this.#droppedAnswer) this.#done = null;
  }

  #answerBegins(): void {
    this.#answered = true;
    this.#exchange?.answerArrived(this.#surroundings.time.nowMs());
  }

  #ended(lane: Lane, kind: 'end' | 'reset'): void {
    if (lane === this.#answer) this.#targetEnded = true;
    lane.add(kind);
    lane.pump();
    const stuck = this.#force !== null && KEEPING_BACK.has(this.#force.fault.kind);
    if (lane === this.#request && stuck) this.#surroundings.left(this);
  }

  #touch(fault: NetworkFault): void {
    this.hit = true;
    this.#done = fault;
  }

  /** What comes of it comes later, maybe when nothing is wrong any more: it is this fault's doing all the same. */
  #loseTarget(fault: NetworkFault): void {
    this.#touch(fault);
    this.#gone = true;
    this.#answer.close();
    this.#target.destroy();
  }

  #dropAnswer(instead: 'silence' | 'close' | 'reset'): void {
    if (this.#droppedAnswer) return;
    this.#droppedAnswer = true;
    if (instead === 'silence') return;
    this.#answer.close();
    if (instead === 'reset') reset(this.#sender);
    else this.#sender.destroySoon();
    // The target goes on to its answer's end, and is told then that nobody listens any more.
    this.#request.add('end');
    this.#request.pump();
    this.#surroundings.left(this);
  }
}
