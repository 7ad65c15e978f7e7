// @ts-check
// What needs moving on the page: the table of notifications, the values under the pointer, and everything open on paper. It reads the
// page's own data and writes texts; it never makes markup.

const PER_PAGE = 50;

/** @typedef {{ readonly texts: readonly string[], readonly rows: readonly (readonly (string | number)[])[] }} Packed */

for (const section of document.querySelectorAll('.notable')) {
  if (section instanceof HTMLElement) makeSearchable(section);
}
for (const svg of document.querySelectorAll('.plot > svg[data-top]')) {
  if (svg instanceof SVGSVGElement) tellUnderPointer(svg);
}
openForPaper();
openTarget();
addEventListener('hashchange', openTarget);

/** @param {HTMLElement} section */
function makeSearchable(section) {
  const data = document.getElementById(section.dataset.of ?? '');
  const body = section.querySelector('tbody');
  const status = section.querySelector('[role="status"]');
  const bar = section.querySelector('.bar');
  if (data === null || body === null || status === null || bar === null) return;
  /** @type {Packed} */
  const { texts, rows } = JSON.parse(data.textContent ?? '');
  const cells = (/** @type {readonly (string | number)[]} */ row) =>
    row.map((value, column) => (column < 2 ? String(value) : (texts[Number(value)] ?? '')));
  /** @type {string[] | null} */
  let searched = null;
  let found = rows;
  let page = 0;

  const words = control('input', {
    type: 'search',
    placeholder: 'Search',
    'aria-label': 'Search notifications',
  });
  const classes = control('select', { 'aria-label': 'Class' });
  const fates = [...new Set(rows.map((row) => texts[Number(row[5])] ?? ''))].sort();
  classes.append(option('', 'every class'), ...fates.map((fate) => option(fate, fate)));
  const back = button('‹', 'Page before');
  const on = button('›', 'Next page');

  const show = () => {
    const from = page * PER_PAGE;
    const shown = found.slice(from, from + PER_PAGE);
    body.replaceChildren(...shown.map((row) => rowElement(cells(row))));
    const all = found.length === rows.length ? '' : ` of ${rows.length.toLocaleString('en-US')}`;
    status.textContent =
      found.length === 0
        ? `none${all}`
        : `${(from + 1).toLocaleString('en-US')} to ${(from + shown.length).toLocaleString('en-US')} of ${found.length.toLocaleString('en-US')}${all === '' ? '' : ` found`}`;
    back.disabled = page === 0;
    on.disabled = from + PER_PAGE >= found.length;
  };
  const search = () => {
    searched ??= rows.map((row) => cells(row).join('\n').toLowerCase());
    const wanted = words.value.toLowerCase().split(/\s+/).filter(Boolean);
    const lines = searched;
    found = rows.filter((row, index) => {
      if (classes.value !== '' && texts[Number(row[5])] !== classes.value) return false;
      return wanted.every((word) => lines[index]?.includes(word));
    });
    page = 0;
    show();
  };
  words.addEventListener('input', search);
  classes.addEventListener('change', search);
  back.addEventListener('click', () => {
    page -= 1;
    show();
  });
  on.addEventListener('click', () => {
    page += 1;
    show();
  });
  if (rows.length > 1) bar.append(words, classes);
  if (rows.length > PER_PAGE) bar.append(back, on);
  show();
}

/** @param {readonly string[]} cells */
function rowElement(cells) {
  const row = document.createElement('tr');
  cells.forEach((text, column) => {
    const cell = document.createElement('td');
    if (column === 0) cell.className = 'figure';
    cell.textContent = visible(text);
    row.append(cell);
  });
  return row;
}

/**
 * Control characters, and what turns the direction of writing, written out.
 * @param {string} text
 */
function visible(text) {
  return text.replace(
    /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/**
 * @template {'input' | 'select'} T
 * @param {T} name
 * @param {Readonly<Record<string, string>>} attributes
 */
function control(name, attributes) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

/**
 * @param {string} value
 * @param {string} text
 */
function option(value, text) {
  const made = document.createElement('option');
  made.value = value;
  made.textContent = visible(text);
  return made;
}

/**
 * @param {string} text
 * @param {string} label
 */
function button(text, label) {
  const made = document.createElement('button');
  made.type = 'button';
  made.textContent = text;
  made.setAttribute('aria-label', label);
  return made;
}

/** @param {SVGSVGElement} svg */
function tellUnderPointer(svg) {
  const value = svg.closest('figure')?.querySelector('output');
  const cross = svg.querySelector('.cross');
  if (value === null || value === undefined || cross === null) return;
  const usual = value.textContent;
  const [top, until] = [Number(svg.dataset.top), Number(svg.dataset.until)];
  const { width, height } = svg.viewBox.baseVal;
  const points = [...svg.querySelectorAll('polyline')].flatMap((line) => [...line.points]);
  svg.addEventListener('pointermove', (event) => {
    const box = svg.getBoundingClientRect();
    const at = ((event.clientX - box.left) / box.width) * width;
    const near = points.reduce((best, point) =>
      Math.abs(point.x - at) < Math.abs(best.x - at) ? point : best,
    );
    const amount = (1 - near.y / height) * top;
    const when = timeText(Math.round(((near.x / width) * until) / 1000));
    value.textContent =
      svg.dataset.unit === 'seconds'
        ? `${timeText(Math.round(amount))} at ${when}`
        : `${Math.round(amount * 1000) / 10} % at ${when}`;
    cross.setAttribute('x1', String(near.x));
    cross.setAttribute('x2', String(near.x));
    cross.setAttribute('visibility', 'visible');
  });
  svg.addEventListener('pointerleave', () => {
    value.textContent = usual;
    cross.setAttribute('visibility', 'hidden');
  });
}

/** @param {number} seconds */
function timeText(seconds) {
  const two = (/** @type {number} */ number) => String(number).padStart(2, '0');
  return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}

/** On paper nothing can be opened, and dark costs ink. */
function openForPaper() {
  /** @type {HTMLDetailsElement[]} */
  let opened = [];
  addEventListener('beforeprint', () => {
    opened = [...document.querySelectorAll('details')].filter(
      (each) => !each.open && !each.classList.contains('line'),
    );
    for (const each of opened) each.open = true;
    document.documentElement.dataset.theme = 'light';
  });
  addEventListener('afterprint', () => {
    for (const each of opened) each.open = false;
    delete document.documentElement.dataset.theme;
  });
}

/** A scenario that a link leads to is opened. */
function openTarget() {
  const target = document.getElementById(location.hash.slice(1));
  if (target instanceof HTMLDetailsElement) target.open = true;
}
