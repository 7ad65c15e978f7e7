// @ts-check
// The campaign groups as rows: name, state, time line, count. One of them is chosen: its statistics are drawn.
/** @import { Group, GroupBook } from './group-book.js' */
/** @import { TimeWindow } from './time-line.js' */

import { countText, instantText, ofThem, timeText } from './amount-text.js';
import { byId, element, say } from './element.js';
import { timeTicks } from './scale.js';
import { colours, contextOf, drawTimeLine, stageAt } from './time-line.js';
import { VirtualRows } from './virtual-rows.js';
import { visibleText } from './visible-text.js';

const ROW = 36;
/** @type {readonly (readonly [label: string, state: string])[]} */
const LEGEND = [
  ['Running', 'running'],
  ['Active', 'active'],
  ['unloading', 'unloading'],
  ['NotLoaded', 'not-loaded'],
];

/**
 * @typedef {object} RowParts
 * @property {HTMLElement} name
 * @property {HTMLElement} state
 * @property {HTMLElement} mode
 * @property {HTMLCanvasElement} line
 * @property {HTMLElement} count
 * @property {Group | null} group
 */

export class GroupsView {
  #viewport = byId('group-rows', HTMLElement);
  #title = byId('groups-title', HTMLElement);
  #axis = byId('group-axis', HTMLCanvasElement);
  /** @type {WeakMap<HTMLElement, RowParts>} */
  #parts = new WeakMap();
  /** @type {readonly Group[]} */
  #groups = [];
  #book;
  #onChoose;
  #rows;
  /** @type {string | null} */
  #chosen = null;
  /** @type {TimeWindow} */
  #window = { fromMs: 0, untilMs: 1 };
  /** @type {number | null} */
  #keptFromMs = null;

  /**
   * @param {GroupBook} book
   * @param {(group: Group) => void} onChoose
   */
  constructor(book, onChoose) {
    this.#book = book;
    this.#onChoose = onChoose;
    byId('legend', HTMLElement).append(
      ...LEGEND.map(([label, state]) => element('span', { class: `key ${state}` }, label)),
    );
    const list = this.#viewport;
    list.tabIndex = 0;
    list.setAttribute('role', 'listbox');
    list.setAttribute('aria-labelledby', 'groups-title');
    this.#rows = new VirtualRows(list, { rowHeight: ROW, fill: (index, row) => this.#fill(index, row) });
    list.addEventListener('click', (event) => {
      const row = event.target instanceof Element ? event.target.closest('.row') : null;
      const group = row instanceof HTMLElement ? this.#parts.get(row)?.group : null;
      if (group) this.choose(group.key);
    });
    list.addEventListener('keydown', (event) => this.#onKey(event));
    list.addEventListener('mousemove', (event) => this.#hint(event));
  }

  get chosen() {
    return this.#chosen === null ? null : this.#book.get(this.#chosen);
  }

  /**
   * @param {TimeWindow} window
   * @param {number | null} keptFromMs records before this instant are gone
   */
  show(window, keptFromMs) {
    this.#window = window;
    this.#keptFromMs = keptFromMs;
    this.#groups = this.#book.groups;
    say(this.#title, this.#groups.length === 0 ? 'Groups' : ofThem(this.#groups.length, 'group'));
    if (this.chosen === null) {
      const first = this.#groups.find((group) => group.state === 'Running') ?? this.#groups[0];
      this.#chosen = first?.key ?? null;
      if (first) this.#onChoose(first);
    }
    this.#rows.setCount(this.#groups.length);
    this.#rows.refresh();
    this.#drawAxis();
  }

  /** @param {string} key */
  choose(key) {
    const index = this.#groups.findIndex((group) => group.key === key);
    const group = this.#groups[index];
    if (group === undefined) return;
    this.#chosen = key;
    this.#rows.scrollTo(index);
    this.#rows.refresh();
    this.#onChoose(group);
  }

  /** @param {KeyboardEvent} event */
  #onKey(event) {
    const index = this.#groups.findIndex((group) => group.key === this.#chosen);
    /** @type {Readonly<Record<string, number>>} */
    const to = {
      ArrowDown: index + 1,
      ArrowUp: index - 1,
      PageDown: index + this.#rows.page,
      PageUp: index - this.#rows.page,
      Home: 0,
      End: this.#groups.length - 1,
    };
    const wanted = to[event.key];
    if (wanted === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    const group = this.#groups[Math.min(this.#groups.length - 1, Math.max(0, wanted))];
    if (group) this.choose(group.key);
  }

  /**
   * @param {number} index
   * @param {HTMLElement} row
   */
  #fill(index, row) {
    const parts = this.#parts.get(row) ?? this.#build(row);
    const group = this.#groups[index];
    if (group === undefined) return;
    parts.group = group;
    const chosen = group.key === this.#chosen;
    row.id = `group-${index}`;
    row.setAttribute('aria-selected', String(chosen));
    row.setAttribute('aria-setsize', String(this.#groups.length));
    row.setAttribute('aria-posinset', String(index + 1));
    if (chosen) this.#viewport.setAttribute('aria-activedescendant', row.id);
    say(parts.name, visibleText(group.name));
    parts.name.title = `${visibleText(group.name)}${group.tenant === null ? '' : ` · tenant ${visibleText(group.tenant)}`}`;
    say(parts.state, group.state ?? 'state unknown');
    parts.state.dataset.state = group.state ?? 'unknown';
    say(parts.mode, group.state === 'Running' ? (group.dialMode ?? '') : '');
    say(parts.count, countText(group.count));
    parts.count.title = `${ofThem(group.count, 'notification')}, the last at ${instantText(group.lastAtMs)}`;
    drawTimeLine(parts.line, group, this.#window, colours(), this.#keptFromMs);
  }

  /** @param {HTMLElement} row */
  #build(row) {
    /** @type {RowParts} */
    const parts = {
      name: element('span', { class: 'name', dir: 'auto' }),
      state: element('span', { class: 'state' }),
      mode: element('span', { class: 'mode' }),
      line: element('canvas', { class: 'line', 'aria-hidden': 'true' }),
      count: element('span', { class: 'count' }),
      group: null,
    };
    row.setAttribute('role', 'option');
    row.append(
      parts.name,
      element('span', { class: 'now' }, parts.state, parts.mode),
      parts.line,
      parts.count,
    );
    this.#parts.set(row, parts);
    return parts;
  }

  /** @param {MouseEvent} event */
  #hint(event) {
    const line = event.target;
    if (!(line instanceof HTMLCanvasElement)) return;
    const row = line.closest('.row');
    const group = row instanceof HTMLElement ? this.#parts.get(row)?.group : null;
    if (!group) return;
    const { fromMs, untilMs } = this.#window;
    const perPixel = (untilMs - fromMs) / Math.max(1, line.clientWidth - 4);
    const stage = stageAt(group, fromMs + (event.offsetX - 2) * perPixel, 5 * perPixel);
    line.title =
      stage === null
        ? 'nothing is known of this time'
        : `${timeText(stage.atMs)}  ${stage.event}, then ${stage.state ?? 'unknown'}${stage.dialMode ? ` (${stage.dialMode})` : ''}  #${stage.number}`;
  }

  #drawAxis() {
    const made = contextOf(this.#axis);
    if (made === null) return;
    const { context, width } = made;
    const { fromMs, untilMs } = this.#window;
    const colour = colours();
    context.font = `11px ${colour('--font')}`;
    context.fillStyle = colour('--faint');
    context.textBaseline = 'top';
    let free = Number.NEGATIVE_INFINITY;
    for (const { atMs, label } of timeTicks(fromMs, untilMs, width / 90)) {
      const x = ((atMs - fromMs) / Math.max(1, untilMs - fromMs)) * (width - 4) + 2;
      const wide = context.measureText(label).width;
      context.fillRect(x, 0, 1, 4);
      const left = Math.min(width - wide, Math.max(0, x - wide / 2));
      if (left < free) continue;
      context.fillText(label, left, 6);
      free = left + wide + 8;
    }
  }
}
