// What a report does when it is used: by keyboard, and what it saves.
import { readFileSync } from 'node:fs';
import { openReport } from './page.mjs';

const CONTROLS = 'a[href], button, summary, select, input, textarea, [tabindex="0"]';

// In the page: each control that can be seen gets a number, and what it is called.
function numberControls(selector) {
  const name = (e) => {
    const figure = e.closest('figure')?.dataset.chart;
    const text = (e.getAttribute('aria-label') ?? e.textContent).trim().slice(0, 40);
    return `${e.tagName.toLowerCase()} "${text}"${figure ? ` of ${figure}` : ''}`;
  };
  return [...document.querySelectorAll(selector)].filter((e) => e.checkVisibility() && !e.disabled).map((e, i) => {
    e.dataset.number = i;
    return name(e);
  });
}

// In the page: which control has the focus, whether it is seen, and whether focus looks different.
function focused() {
  const e = document.activeElement;
  if (!e || e === document.body || e.dataset.number === undefined) return null;
  const style = getComputedStyle(e);
  const box = e.getBoundingClientRect();
  const ring = (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1) || style.boxShadow !== 'none';
  const inside = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  return { number: Number(e.dataset.number), ring, inside, size: Math.min(box.width, box.height) };
}

/** Tab reaches every control in the order of the page, each seen and marked, and leaves it again. */
export async function tab({ browser, file }) {
  const wrong = new Set();
  const report = await openReport(browser, file);
  const { page } = report;
  const names = await page.evaluate(numberControls, CONTROLS);
  const reached = [];
  for (let i = 0; i < names.length + 5; i++) {
    await page.keyboard.press('Tab');
    const at = await page.evaluate(focused);
    if (!at) break;
    if (!at.ring) wrong.add(`${names[at.number]} does not show that it has the focus`);
    if (!at.inside) wrong.add(`${names[at.number]} is out of sight when it has the focus`);
    reached.push(at.number);
  }
  names.forEach((name, i) => { if (!reached.includes(i)) wrong.add(`Tab does not reach ${name}`); });
  for (let i = 1; i < reached.length; i++)
    if (reached[i] < reached[i - 1]) wrong.add(`${names[reached[i]]} comes after ${names[reached[i - 1]]}`);
  console.log(`  ${reached.length} of ${names.length} controls reached by Tab`);
  await report.close();
  return [...wrong];
}

/** Every folded part opens by Enter and by Space. */
export async function fold({ browser, file }) {
  const wrong = [];
  const report = await openReport(browser, file);
  const { page } = report;
  for (const summary of await page.locator('summary').all()) {
    if (!(await summary.isVisible())) continue;
    const isOpen = () => summary.evaluate((e) => e.parentElement.open);
    const was = await isOpen();
    await summary.focus();
    await page.keyboard.press('Enter');
    if (await isOpen() === was) wrong.push(`Enter does nothing to "${await summary.textContent()}"`);
    await page.keyboard.press('Space');
    if (await isOpen() !== was) wrong.push(`Space does nothing to "${await summary.textContent()}"`);
  }
  await report.close();
  return wrong;
}

/** Every select changes its picture, by arrow keys, and the picture is drawn again. */
export async function select({ browser, file }) {
  const wrong = [];
  const report = await openReport(browser, file);
  const { page } = report;
  for (const control of await page.locator('select').all()) {
    const name = await control.evaluate((e) => e.labels[0]?.textContent ?? e.getAttribute('aria-label') ?? '');
    if (!name.trim()) wrong.push('a select has no name');
    const options = await control.locator('option').count();
    if (options < 2) { wrong.push(`the select "${name}" leaves no choice`); continue; }
    const drawing = () => control.evaluate((e) => {
      const svg = (e.closest('figure') ?? document).querySelector('svg');
      return svg?.outerHTML ?? '';
    });
    const seen = new Set([await drawing()]);
    await control.focus();
    for (let i = 1; i < options; i++) {
      await page.keyboard.press('ArrowDown');
      await page.waitForTimeout(250);
      seen.add(await drawing());
    }
    if (seen.size < options) wrong.push(`the select "${name}" has ${options} choices and shows ${seen.size} pictures`);
    if (seen.has('')) wrong.push(`the select "${name}" leaves no picture`);
  }
  await report.close();
  return wrong;
}

// A browser takes the eleventh of many downloads in a row for a flood and drops it: once more is tried.
async function savedBy(page, button, key) {
  for (const wait of [0, 2000]) {
    await page.waitForTimeout(wait);
    await button.focus();
    const coming = page.waitForEvent('download', { timeout: 5000 }).catch(() => null);
    await page.keyboard.press(key);
    const download = await coming;
    if (download) return { name: download.suggestedFilename(), text: readFileSync(await download.path(), 'utf8') };
  }
  return null;
}

/** Rows of a CSV text as RFC 4180 has them. */
export function csvRows(text) {
  const rows = [[]];
  let field = '', quoted = false, was = false;
  const end = () => { rows.at(-1).push(field); field = ''; was = false; };
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    if (quoted) {
      if (c !== '"') field += c;
      else if (text[i + 1] === '"') field += text[++i];
      else quoted = false;
    } else if (c === '"' && field === '' && !was) quoted = was = true;
    else if (c === ',') end();
    else if (c === '\n') { end(); rows.push([]); }
    else if (c !== '\r') field += c;
  }
  if (field !== '' || rows.at(-1).length > 0) end(); else rows.pop();
  return rows;
}

function judgePicture(chart, saved) {
  const wrong = [];
  const text = saved.text;
  if (!/\.svg$/.test(saved.name)) wrong.push(`is saved as ${saved.name}`);
  if (!/^(<\?xml[^>]*>\s*)?<svg[^>]*xmlns="http:\/\/www\.w3\.org\/2000\/svg"/.test(text)) wrong.push('what is saved is no SVG file');
  if (/var\(--/.test(text)) wrong.push("what is saved has the page's colours, which no other program knows");
  if (/<(script|image|foreignObject)|href="https?:/.test(text)) wrong.push('what is saved asks for something');
  return wrong.map((sentence) => `picture ${chart}: ${sentence}`);
}

function judgeData(chart, saved, tableRows) {
  const wrong = [];
  const rows = csvRows(saved.text.replace(/^\uFEFF/, ''));
  if (!/\.csv$/.test(saved.name)) wrong.push(`data are saved as ${saved.name}`);
  if (rows.some((row) => row.length !== rows[0].length)) wrong.push('rows of the saved data differ in length');
  if (rows.length - 1 < tableRows) wrong.push(`${rows.length - 1} rows are saved and the table has ${tableRows}`);
  if (!rows[0]?.every((name) => /^[a-z_][a-z0-9_]*$/.test(name))) wrong.push(`names of saved columns: ${rows[0]}`);
  return wrong.map((sentence) => `picture ${chart}: ${sentence}`);
}

/** Every picture and its data can be saved, from a dark page too, by Enter and by Space. */
export async function save({ browser, file }) {
  const wrong = [];
  const report = await openReport(browser, file, { dark: true });
  const { page } = report;
  for (const figure of await page.locator('figure.chart').all()) {
    const chart = await figure.getAttribute('data-chart');
    for (const [kind, key, judge] of [['picture', 'Enter', judgePicture], ['data', 'Space', judgeData]]) {
      const button = figure.locator(`button[data-save="${kind}"]`);
      if (await button.count() === 0 || !(await button.isVisible())) { wrong.push(`picture ${chart}: no button saves its ${kind}`); continue; }
      const saved = await savedBy(page, button, key);
      if (!saved) wrong.push(`picture ${chart}: ${key} on "save ${kind}" saves nothing`);
      else wrong.push(...judge(chart, saved, await figure.locator('details tbody tr').count()));
    }
  }
  await report.close();
  return wrong;
}

/** The buttons of the page: printing, and the theme (which themes() tries) by keyboard. */
export async function buttons({ browser, file }) {
  const wrong = [];
  const report = await openReport(browser, file);
  const { page } = report;
  const print = page.locator('#print');
  if (await print.count() === 0) wrong.push('there is no button that prints');
  else {
    await print.focus();
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => window.watched.printed > 0, undefined, { timeout: 2000 })
      .catch(() => wrong.push('Enter on the button does not print'));
  }
  const known = ['#print', '#theme', '[data-save]'];
  for (const button of await page.locator('button').all()) {
    if (!(await button.isVisible()) || await button.evaluate((e, known) => known.some((one) => e.matches(one)), known)) continue;
    const before = await page.evaluate(() => document.documentElement.outerHTML);
    await button.focus();
    await page.keyboard.press('Enter');
    await page.waitForTimeout(200);
    if (await page.evaluate(() => document.documentElement.outerHTML) === before)
      wrong.push(`Enter does nothing on "${await button.textContent()}"`);
  }
  await report.close();
  return wrong;
}
