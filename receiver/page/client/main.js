// @ts-check
// The live page. api.js and session.js bring what the control API says; record-list.js, group-book.js and tally-book.js keep it;
// the views draw it. Whatever was received goes into the page as text, never as markup.
/** @import { RecordSummary, SnapshotMessage, StatusMessage } from '../../control/messages.ts' */
/** @import { Query } from './api.js' */

import { countText } from './amount-text.js';
import { Api } from './api.js';
import { ChartsView } from './charts-view.js';
import { helpDialog, tokenDialog } from './dialogs.js';
import { byId, say } from './element.js';
import { EmptyState } from './empty-state.js';
import { FilterBar } from './filter-bar.js';
import { FilteredList } from './filtered-list.js';
import { GroupBook } from './group-book.js';
import { GroupsView } from './groups-view.js';
import { startKeyboard } from './keyboard.js';
import { Panel } from './panel.js';
import { atMostEvery } from './per-frame.js';
import { RecordList } from './record-list.js';
import { RepliesView } from './replies-view.js';
import { Session } from './session.js';
import { StreamView } from './stream-view.js';
import { TallyBook } from './tally-book.js';
import { startTheme } from './theme.js';
import { TimeWindowChoice } from './time-window.js';
import { TopBar } from './top-bar.js';

const GROUPS_EVERY_MS = 200;

const token = tokenDialog((given) => {
  api.useToken(given);
  session.start();
});
const api = new Api(() => {
  if (!token.open) token.showModal();
});
const help = helpDialog();
const notice = byId('notice', HTMLElement);
const book = new GroupBook();
const tally = new TallyBook(api);
const empty = new EmptyState();
/** @type {FilteredList | null} */
let filtered = null;
/** @type {StatusMessage | null} */
let status = null;
/** @type {{ readonly number: number, readonly atMs: number } | null} the first record that is kept, where others before it are not */
let firstKept = null;

const records = new RecordList(api, () => {
  if (filtered === null) stream.changed(0);
});
const stream = new StreamView(records, (number) => panel.openRecord(number));
const filter = new FilterBar(applyFilter);

/** @param {Query} query */
function applyFilter(query) {
  filtered?.end();
  filtered = null;
  if (query.length === 0) stream.source = records;
  else {
    const list = new FilteredList(api, query, (added) => {
      if (filtered !== list) return;
      stream.changed(added);
      sayFound();
    });
    filtered = list;
    stream.source = list;
  }
  sayFound();
}
const top = new TopBar((kind) => (kind === 0 ? filter.clear() : filter.showKind(kind)));
const panel = new Panel({
  api,
  contract: () => status?.contract.title ?? 'the contract',
  onMove: (number) => {
    stream.showOpened(number);
    panel.openRecord(number);
  },
  onClose: () => {
    byId('open-replies', HTMLElement).setAttribute('aria-expanded', 'false');
    stream.closed();
    stream.focus();
  },
});
const charts = new ChartsView(api);
const groups = new GroupsView(book, (group) => {
  charts.choose(group);
  filter.group = group.name;
});
const time = new TimeWindowChoice(() => drawGroups());
const replies = new RepliesView(api, () => refreshTop());

function drawGroups() {
  const window = time.of(book.groups);
  groups.show(window, firstKept?.atMs ?? null);
  charts.setWindow(window);
}
const drawGroupsSoon = atMostEvery(GROUPS_EVERY_MS, drawGroups);

function refreshTop() {
  if (status !== null) top.show(status, tally.of(status));
}

function sayFound() {
  const text = byId('stream-count', HTMLElement);
  if (filtered === null) {
    say(text, '');
    return;
  }
  const { count, complete, trouble } = filtered.found;
  if (trouble !== null) say(text, '');
  else if (count === 0 && complete) say(text, 'Nothing matches the filter');
  else
    say(
      text,
      `${countText(count)}${complete ? '' : ' or more'} ${count === 1 && complete ? 'matches' : 'match'}`,
    );
}

/** @param {StatusMessage} message */
function showStatus(message) {
  status = message;
  const { first, last, gaps } = message.journal;
  const added = records.setExtent({ first, last: Math.max(last ?? 0, records.last), gaps });
  if (filtered === null) stream.changed(added);
  if (message.counts.sinceReset === 0) empty.show(`${message.receiver.url}/`);
  else empty.hide();
  replies.show(message.replies);
  refreshTop();
  noteFirstKept(first, gaps.length > 0);
}

/**
 * The time lines show from when on records are kept.
 * @param {number | null} first
 * @param {boolean} gap
 */
async function noteFirstKept(first, gap) {
  if (!gap || first === null) firstKept = null;
  else if (firstKept?.number !== first) {
    const outcome = await api.recordsUpTo(first, 1);
    const record = outcome.kind === 'ok' ? outcome.value.records[0] : undefined;
    if (record !== undefined) firstKept = { number: first, atMs: record.receivedAtMs };
  }
  drawGroupsSoon();
}

/** @param {SnapshotMessage} snapshot */
function showAnew({ status: message, groups: known, records: latest, last }) {
  delete document.body.dataset.waiting;
  records.clear();
  records.setExtent({ first: message.journal.first, last, gaps: message.journal.gaps });
  records.add(latest);
  book.setAll(known);
  if (book.groups.length === 0) charts.clear();
  panel.closeRecord();
  showStatus(message);
  applyFilter(filter.query);
  drawGroups();
  tally.start(last).then(refreshTop);
}

/** @param {readonly RecordSummary[]} arrived */
function take(arrived) {
  const added = records.add(arrived);
  const touched = book.add(arrived);
  tally.add(arrived);
  empty.hide();
  if (filtered === null) stream.changed(added);
  else filtered.news();
  if (groups.chosen !== null && touched.has(groups.chosen.key)) charts.news();
  drawGroupsSoon();
}

const session = new Session(api, {
  onSnapshot: showAnew,
  onRecords: take,
  onGap: (gap) => tally.addGap(gap),
  onStatus: showStatus,
  onReplies: (message) => replies.show(message),
  onState: (state) => top.connection(state),
  onTrouble: (trouble) => {
    notice.hidden = trouble === null || trouble.status === 401;
    say(
      notice,
      trouble === null ? '' : `${trouble.message}${trouble.hint === null ? '' : ` ${trouble.hint}`}`,
    );
  },
});

function openReplies() {
  byId('open-replies', HTMLElement).setAttribute('aria-expanded', 'true');
  panel.openOther('How the receiver answers', replies.content);
}

function leave() {
  const { activeElement } = document;
  if (activeElement instanceof HTMLElement && activeElement.matches('#filter *')) {
    filter.clear();
    stream.focus();
  } else if (panel.isOpen) panel.close();
  else filter.clear();
}

const keys = {
  j: () => stream.move(1),
  k: () => stream.move(-1),
  ArrowDown: () => stream.move(1),
  ArrowUp: () => stream.move(-1),
  Enter: () => stream.openCurrent(),
  '/': () => filter.focus(),
  Escape: leave,
  a: openReplies,
  g: () => byId('group-rows', HTMLElement).focus(),
  n: () => stream.focus(),
  d: () => byId('theme', HTMLButtonElement).click(),
  '?': () => help.showModal(),
};
startKeyboard(keys);
startTheme(drawGroups);
byId('open-replies', HTMLButtonElement).addEventListener('click', openReplies);
byId('open-help', HTMLButtonElement).addEventListener('click', () => help.showModal());
new ResizeObserver(() => drawGroupsSoon()).observe(byId('group-rows', HTMLElement));
session.start();
