// The numbers of a report against its store. Each check gives a list of sentences: what is wrong.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { program } from './page.mjs';

const CHARTS = fileURLToPath(new URL('../../sim/report/charts/', import.meta.url));
const MOST = 12; // sentences of one check

/** Rows of a query as objects. Missing is null. */
function ask(folder, sql) {
  const database = join(folder, 'results.sqlite');
  const said = execFileSync(program('sqlite3'), ['-readonly', '-json', database, sql], { maxBuffer: 1 << 30 });
  return said.length ? JSON.parse(said) : [];
}

/** The number that a text shows ("−1,234.5" is -1234.5) with its decimals, or null. */
export function shownNumber(text) {
  const found = /^[+\u2212-]?[\d,]+(\.\d+)?$/.exec(text.trim());
  if (!found) return null;
  return { value: Number(text.trim().replace('\u2212', '-').replaceAll(',', '')), decimals: (found[1] ?? '.').length - 1 };
}

/** Whether a text shows this number, rounded to the decimals that the text has. */
function shows(text, exact) {
  const shown = shownNumber(text);
  if (!shown || Number(exact) !== Number(exact)) return false;
  return Math.abs(shown.value - exact) <= 0.5 * 10 ** -shown.decimals * (1 + 1e-6) + 1e-9 * Math.abs(exact);
}

function few(wrong) {
  return wrong.length <= MOST ? wrong : [...wrong.slice(0, MOST), `and ${wrong.length - MOST} more`];
}

// The cells of the page that say where they come from.
function pageCells({ light }) {
  return light.page.evaluate(() => [...document.querySelectorAll('[data-label][data-arm]')]
    .map((e) => ({ ...e.dataset, text: e.textContent })));
}

const key = ({ label, arm, shows }) => `${label}, ${shows} of ${arm}`;

const summaryRows = ({ folder }) => ask(folder, 'SELECT * FROM summary').map((row) => [key(row), row]);

/** Every cell of the main tables holds the summary's value and interval, and shows them rounded. */
export async function summary(report) {
  const cells = await pageCells(report);
  const wrong = [];
  const rows = new Map(summaryRows(report));
  for (const cell of cells) {
    const row = rows.get(key(cell));
    const say = (sentence) => wrong.push(`${key(cell)}: ${sentence}`);
    if (!row) { say('is not in the summary'); continue; }
    for (const name of ['value', 'low', 'high'])
      if ((cell[name] ? Number(cell[name]) : null) !== row[name]) say(`data-${name} is ${cell[name]}, in the store ${row[name]}`);
    if (row.shows === 'probability_best' || row.value === null) {
      if (cell.text.trim() !== row.text) say(`"${cell.text}" is shown for "${row.text}"`);
      continue;
    }
    const numbers = cell.text.match(/[+\u2212]?\d[\d,]*(\.\d+)?/g) ?? [];
    const expected = ['value', 'low', 'high'].map((name) => row[name]).filter((number) => number !== null);
    if (expected.length !== numbers.length || !expected.every((exact, i) => shows(numbers[i], exact)))
      say(`"${cell.text}" is shown for ${expected.join(', ')}`);
    if (row.word && !cell.text.includes(row.word)) say(`"${row.word}" is not said`);
    if (!row.word && /[a-z]{4,}/.test(cell.text.replace(/at least/, ''))) say(`"${cell.text}" says more than the summary`);
  }
  console.log(`  ${cells.length} cells`);
  if (cells.length === 0) wrong.push('no cell says which of the summary it is');
  const shown = new Set(cells.map((cell) => key(cell)));
  for (const one of rows.keys()) if (!shown.has(one)) wrong.push(`${one} is in the summary and not on the page`);
  return few(wrong);
}

// What a unit of the summary is in one of the tables measure and difference.
const UNITS = [1, 100, 1e-3, 1e-6, 1 / 60, 1 / 1440, 1 / 1440 / 7, 12];

/** The same cells against the tables that the summary was made from: every row in one unit. The summary ends an interval
 *  where the value can go no further: at 0, and a share at 100 %. */
export async function store(report) {
  const wrong = [];
  const where = "period = 'all' AND area = 'all' AND dimension = 'all' AND level = 'all'";
  const read = (value) => ask(report.folder, `SELECT arm, measure, subject, ${value} AS value, low, high FROM `
    + `${value === 'value' ? 'measure' : 'difference'} WHERE ${where}`).map((row) => [`${row.arm}|${row.measure}|${row.subject}`, row]);
  const stored = { value: new Map(read('value')), difference: new Map(read('difference')) };
  const unit = new Map();
  const label = new Map(summaryRows(report));
  let compared = 0;
  for (const cell of await pageCells(report)) {
    const row = label.get(key(cell));
    const exact = row?.measure && stored[row.shows]?.get(`${row.arm}|${row.measure}|${row.subject}`);
    if (!exact || cell.value === '' || exact.value === null) continue;
    const near = (factor) => ['value', 'low', 'high'].every((name) => {
      if (exact[name] === null || cell[name] === '') return true;
      const number = exact[name] * factor, shown = Number(cell[name]);
      if (row.shows === 'value' && name !== 'value' && (shown === 0 ? number < 0 : shown === 100 && row.unit === '%' && number > 100)) return true;
      return Math.abs(shown - number) <= 1e-9 * Math.abs(number) + 1e-9;
    });
    const factors = (unit.get(cell.label) ?? UNITS).filter(near);
    compared++;
    if (factors.length === 0)
      wrong.push(`${cell.label} of ${cell.arm}: ${cell.value} (${cell.low} to ${cell.high}), in the store ${exact.value} (${exact.low} to ${exact.high})`);
    else unit.set(cell.label, factors);
  }
  console.log(`  ${compared} cells`);
  if (compared === 0) wrong.push('no cell could be compared');
  return few(wrong);
}

/** The first statement of a chart's queries: from its line `-- name: ` up to the next. */
export function firstQuery(chart) {
  const path = join(CHARTS, `${chart}.sql`);
  if (!existsSync(path)) return null;
  const parts = readFileSync(path, 'utf8').split(/^-- name: .*$/m)
    .map((part) => part.replaceAll(/^-- use: (\w+)$/gm, (_, name) => readFileSync(join(CHARTS, `${name}.sql`), 'utf8')));
  return parts.length < 2 ? null : parts[1];
}

function judgeTable(say, table, rows) {
  if (table.rows.length !== rows.length) return say(`${table.rows.length} rows, in the store ${rows.length}`);
  const columns = Object.keys(rows[0] ?? {}).filter((name) => !name.startsWith('_'));
  if (columns.length !== table.heads.length) return say(`columns ${table.heads}, in the store ${columns}`);
  rows.forEach((row, i) => columns.forEach((name, j) => {
    const text = table.rows[i][j], exact = row[name];
    const right = exact === null ? text === 'No data' : typeof exact === 'number' ? shows(text, exact) : text === exact;
    if (!right) say(`row ${i + 1}, ${name}: "${text}", in the store ${exact}`);
  }));
}

/** The table under each picture holds what its query answers. */
export async function tables({ light, folder }) {
  const wrong = [];
  const found = await light.page.evaluate(() => [...document.querySelectorAll('figure.chart')].map((figure) => ({
    chart: figure.dataset.chart,
    heads: [...figure.querySelectorAll('details thead th')].map((e) => e.textContent),
    rows: [...figure.querySelectorAll('details tbody tr')].map((tr) => [...tr.cells].map((e) => e.textContent)),
  })));
  let compared = 0;
  for (const table of found) {
    const sql = firstQuery(table.chart);
    if (!sql) { wrong.push(`picture ${table.chart}: no query in sim/report/charts`); continue; }
    judgeTable((sentence) => wrong.push(`picture ${table.chart}: ${sentence}`), table, ask(folder, sql));
    compared += table.rows.length;
  }
  console.log(`  ${compared} rows of ${found.length} tables`);
  return few(wrong);
}

/** Texts that a scenario brought stand in the page as they are. */
export async function literal({ light, literal: texts }) {
  const wrong = [];
  for (const text of texts) {
    const there = await light.page.evaluate((text) => {
      const body = document.body.cloneNode(true);
      for (const script of body.querySelectorAll('script')) script.remove();
      return { body: body.textContent.includes(text), title: document.title.includes(text),
        drawn: [...document.querySelectorAll('svg text')].some((e) => e.textContent.includes(text)) };
    }, text);
    console.log(`  ${JSON.stringify(text)}: in the text ${there.body}, the title ${there.title}, a picture ${there.drawn}`);
    if (!there.body) wrong.push(`${JSON.stringify(text)} is not shown as it is`);
  }
  return wrong;
}
