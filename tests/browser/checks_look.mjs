// What can be seen of a report without touching it. Each check gives a list of sentences: what is wrong.
import { createRequire } from 'node:module';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { heard, openReport } from './page.mjs';

const LARGEST_BYTES = 4 * 1000 * 1000;
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

export async function size({ file }) {
  const { size: bytes } = statSync(file);
  console.log(`  ${(bytes / 1e6).toFixed(2)} MB`);
  return bytes < LARGEST_BYTES ? [] : [`the file has ${bytes} bytes, and ${LARGEST_BYTES} are the most`];
}

/** How long it takes until all is drawn, by the clock and by what the page's thread works: printed, and not judged, since
 *  neighbours decide it too. */
export async function ready({ browser, file }) {
  const times = [], work = [];
  for (let i = 0; i < 3; i++) {
    const report = await openReport(browser, file, { timed: true });
    times.push(await report.page.evaluate(() => window.watched.ready));
    work.push(await report.work());
    await report.close();
  }
  const seconds = (all) => all.map((one) => one.toFixed(2)).join(', ');
  console.log(`  ready after ${seconds(times.map((ms) => ms / 1000))} s; ${seconds(work)} s of work`);
  return [];
}

export async function frame({ light }) {
  return light.page.evaluate(() => {
    const wrong = [];
    const one = (selector) => {
      const found = document.querySelectorAll(selector).length;
      if (found !== 1) wrong.push(`${found} ${selector}, expected one`);
    };
    ['main', 'h1', 'title', 'html[lang]'].forEach(one);
    let last = 0;
    for (const heading of document.querySelectorAll('h1, h2, h3, h4, h5, h6')) {
      const level = Number(heading.tagName[1]);
      if (level > last + 1) wrong.push(`the heading "${heading.textContent}" leaves out a level`);
      last = level;
    }
    const ids = [...document.querySelectorAll('[id]')].map((e) => e.id);
    for (const id of new Set(ids.filter((id, i) => ids.indexOf(id) !== i))) wrong.push(`two elements are called #${id}`);
    for (const link of document.querySelectorAll('a[href^="#"]'))
      if (!document.getElementById(decodeURIComponent(link.hash.slice(1)))) wrong.push(`a link leads nowhere: ${link.hash}`);
    for (const link of document.querySelectorAll('[src], link[href]')) wrong.push(`${link.outerHTML} asks for a file`);
    return wrong;
  });
}

/** Every picture is drawn and has its headline, subtitle, description and table. */
export async function figures({ light }) {
  const found = await light.page.evaluate(() => {
    const wrong = [];
    const all = document.querySelectorAll('figure.chart');
    for (const figure of all) {
      const say = (sentence) => wrong.push(`picture ${figure.dataset.chart}: ${sentence}`);
      const box = figure.querySelector('[role=img]');
      const svg = figure.querySelector('svg');
      if (!figure.querySelector('h3, h4')?.textContent.trim()) say('no headline');
      if (!figure.querySelector('.subtitle')?.textContent.trim()) say('no subtitle');
      if (!box?.getAttribute('aria-label')?.trim()) say('no description');
      if (!figure.querySelector('details table td')) say('no table');
      if (!svg) { say('is not drawn'); continue; }
      const { width, height } = svg.getBoundingClientRect();
      if (width < 100 || height < 40) say(`is drawn ${width} by ${height}`);
      const marks = svg.querySelectorAll('[class*="mark-"]:not(.mark-group):not(.mark-text) > *');
      const ours = [...marks].filter((mark) => !mark.closest('.role-axis, .role-legend, .role-title'));
      if (ours.length === 0) say('holds no mark');
      for (const attribute of ['d', 'transform', 'x', 'y', 'width', 'height'])
        for (const mark of svg.querySelectorAll(`[${attribute}*="NaN"], [${attribute}*="Infinity"]`))
          { say(`a ${mark.tagName} has ${attribute}="${mark.getAttribute(attribute).slice(0, 60)}"`); break; }
      for (const text of svg.querySelectorAll('text'))
        if (/\b(NaN|undefined|null|Infinity)\b|\[object/.test(text.textContent)) say(`says "${text.textContent}"`);
    }
    return { wrong, count: all.length };
  });
  console.log(`  ${found.count} pictures`);
  if (found.count === 0) found.wrong.push('there is no picture');
  return found.wrong;
}

// In the page: texts of pictures that overlap, are cut off at the picture's edge, or are smaller than so many pixels.
function labelsInPage(smallest) {
  const wrong = [];
  for (const figure of document.querySelectorAll('figure.chart')) {
    const svg = figure.querySelector('svg');
    if (!svg) continue;
    const edge = svg.getBoundingClientRect();
    const texts = [...svg.querySelectorAll('text')].filter((t) => t.textContent.trim() && t.checkVisibility?.({ opacityProperty: true }) !== false
      && t.getAttribute('opacity') !== '0' && getComputedStyle(t).stroke === 'none') // a stroke is the halo of a text
      .map((t) => ({ say: t.textContent, box: t.getBoundingClientRect() }));
    const say = (sentence) => wrong.push(`picture ${figure.dataset.chart}: ${sentence}`);
    for (const { say: text, box } of texts)
      if (box.left < edge.left - 2 || box.right > edge.right + 2 || box.top < edge.top - 2 || box.bottom > edge.bottom + 2)
        say(`"${text}" is cut off`);
    const scale = svg.viewBox.baseVal.width ? edge.width / svg.viewBox.baseVal.width : 1;
    const sizes = [...svg.querySelectorAll('text')].map((t) => parseFloat(getComputedStyle(t).fontSize) * scale);
    if (Math.min(...sizes) < smallest) say(`text of ${Math.min(...sizes).toFixed(1)} px, and ${smallest} px is the smallest`);
    let overlaps = 0, repeated = 0;
    for (let i = 0; i < texts.length; i++)
      for (let j = i + 1; j < texts.length; j++) {
        const a = texts[i].box, b = texts[j].box;
        const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
        const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
        // A text's box is higher than its letters: lines that touch do not overlap.
        if (across <= 1.5 || down <= 0.4 * Math.min(a.height, b.height)) continue;
        if (texts[i].say !== texts[j].say) { if (overlaps++ < 3) say(`"${texts[i].say}" overlaps "${texts[j].say}"`); }
        else if (repeated++ === 0) say(`"${texts[i].say}" is drawn again in its own place`);
      }
    if (overlaps > 3) say(`${overlaps} overlaps in all`);
  }
  return wrong;
}

export async function labels({ browser, file, light }) {
  const phone = await openReport(browser, file, { width: 390 });
  const wrong = [...await light.page.evaluate(labelsInPage, 11),
    ...(await phone.page.evaluate(labelsInPage, 10)).map((sentence) => `390 px: ${sentence}`)];
  await phone.close();
  return [...new Set(wrong)];
}

/** WCAG 2.0 to 2.2, A and AA, by axe-core, with all details closed and open. */
export async function accessible({ browser, file }) {
  const wrong = [];
  const views = [[1280, false, false], [1280, false, true], [1280, true, true], [390, false, true], [390, true, true]];
  const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
  for (const [width, dark, open] of views) {
    const report = await openReport(browser, file, { width, dark, init: axe });
    const found = await report.page.evaluate(({ open, tags }) => {
      for (const one of document.querySelectorAll('details')) one.open = open;
      // Of a long table's rows, which are all alike, the first ones.
      for (const one of document.querySelectorAll('details tr:nth-child(n + 20)')) one.remove();
      // What is drawn is hidden from those who do not see it; its contrast is judged below.
      for (const one of document.querySelectorAll('figure.chart svg[aria-hidden=true]')) one.replaceChildren();
      return window.axe.run(document, { runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'] });
    }, { open, tags: RULES });
    for (const rule of found.violations)
      for (const node of rule.nodes.slice(0, 3))
        wrong.push(`${width} px, ${dark ? 'dark' : 'light'}: ${rule.id}: ${node.target.join(' ')}: `
          + node.failureSummary.replaceAll(/\s+/g, ' '));
    await report.close();
  }
  return [...new Set(wrong)];
}

/** Text on a plain ground inside pictures, which axe does not judge: 4.5 to 1. */
export async function contrast({ light, dark }) {
  const wrong = [];
  for (const [name, report] of [['light', light], ['dark', dark]])
    wrong.push(...(await report.page.evaluate(() => {
      const rgb = (colour) => (colour.match(/[\d.]+/g) ?? []).map(Number);
      const light = (colour) => {
        const [r, g, b] = rgb(colour).map((v) => v / 255).map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
      };
      const ground = (element) => {
        for (let at = element; at; at = at.parentElement) {
          const colour = getComputedStyle(at).backgroundColor;
          if (rgb(colour)[3] !== 0) return colour;
        }
        return 'rgb(255, 255, 255)';
      };
      const found = new Set();
      for (const text of document.querySelectorAll('figure.chart svg text')) {
        if (!text.textContent.trim() || text.getAttribute('opacity') === '0') continue;
        // Labels on bars and cells have the mark's colour behind them; those are looked at.
        if (!text.closest('.role-axis, .role-legend, .role-title, .role-row-header, .role-column-header')) continue;
        const fill = getComputedStyle(text).fill;
        const [high, low] = [light(fill), light(ground(text.closest('svg')))].sort((a, b) => b - a);
        const ratio = (high + 0.05) / (low + 0.05);
        if (ratio < 4.5) found.add(`picture ${text.closest('figure').dataset.chart}: ${fill} has ${ratio.toFixed(1)} : 1`);
      }
      return [...found];
    })).map((sentence) => `${name}: ${sentence}`));
  return wrong;
}

/** The page itself does not scroll sideways; wide tables do, in boxes of their own. */
export async function narrow({ browser, file }) {
  const wrong = [];
  for (const width of [390, 320]) {
    const report = await openReport(browser, file, { width });
    await report.page.evaluate(() => { for (const one of document.querySelectorAll('details')) one.open = true; });
    wrong.push(...await report.page.evaluate((width) => {
      const over = document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth;
      if (over <= 0) return [];
      const guilty = [...document.querySelectorAll('body *')].filter((e) => {
        if (e.closest('.scroll')?.contains(e) && !e.matches('.scroll')) return false;
        return e.getBoundingClientRect().right > document.scrollingElement.clientWidth + 1;
      }).slice(0, 5).map((e) => `${e.tagName.toLowerCase()}${e.id ? `#${e.id}` : ''}.${e.getAttribute('class') ?? ''}`);
      return [`at ${width} px the page is ${over} px too wide: ${guilty.join(', ')}`];
    }, width));
    await report.close();
  }
  return wrong;
}

/** The theme follows the system, and its button turns it. */
export async function themes({ light, dark }) {
  const brightness = (report) => report.page.evaluate(() => {
    const values = (colour) => colour.match(/[\d.]+/g).map(Number);
    const ground = values(getComputedStyle(document.body).backgroundColor);
    const mean = ground[3] === 0 ? 255 : (ground[0] + ground[1] + ground[2]) / 3;
    const text = values(getComputedStyle(document.querySelector('main')).color);
    return { ground: mean, text: (text[0] + text[1] + text[2]) / 3 };
  });
  const wrong = [];
  const day = await brightness(light), night = await brightness(dark);
  if (day.ground < 200 || day.text > 100) wrong.push('the light page is not dark on light');
  if (night.ground > 80 || night.text < 150) wrong.push('the dark page is not light on dark');
  const button = light.page.locator('#theme');
  if (await button.count() === 0) return [...wrong, 'there is no button for the theme'];
  await button.click();
  const turned = await brightness(light);
  if (turned.ground > 80) wrong.push('the button does not turn a light page dark');
  await button.click();
  const back = await brightness(light);
  if (back.ground < 200) wrong.push('the button does not turn a dark page light again');
  return wrong;
}

/** With scripts off the words and the numbers stay, and no button that would do nothing. */
export async function scripts_off({ browser, file, light }) {
  const report = await openReport(browser, file, { scripts: false });
  // Scripts of ours cannot run there either: what is there is read by the driver's locators.
  const { page } = report;
  const wrong = [];
  const count = (selector) => page.locator(selector).count();
  for (const selector of ['h1', 'h2', 'figure.chart h4, figure.chart h3', 'figure.chart details', 'main table', 'main td']) {
    const expected = await light.page.locator(selector).count();
    const there = await count(selector);
    if (there < expected || there === 0) wrong.push(`${there} of ${expected} ${selector}`);
  }
  for (const button of await page.locator('button, select').all())
    if (await button.isVisible()) wrong.push(`a control that does nothing is shown: ${await button.textContent()}`);
  if (!(await page.locator('main table').first().isVisible())) wrong.push('the main table is not shown');
  await report.close();
  return wrong;
}

/** What somebody plants in the file does not run, and the policy allows nothing that is not named by hash. */
export async function planted({ browser, file, scratch }) {
  const wrong = [];
  const text = readFileSync(file, 'utf8');
  const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(text)?.[1] ?? '';
  if (!policy.includes("default-src 'none'")) wrong.push("the policy does not begin with default-src 'none'");
  const scriptPolicy = /script-src([^;]*)/.exec(policy)?.[1] ?? '';
  if (!/^( 'sha256-[A-Za-z0-9+/]{43}=')+$/.test(scriptPolicy)) wrong.push(`scripts are not named by hash alone:${scriptPolicy}`);
  const copy = join(scratch, 'planted.html');
  const seeds = '<script>window.planted = "script"</script><img src="x.png" onerror="window.planted = \'onerror\'">'
    + '<svg onload="window.planted = \'onload\'"></svg><a id="seed" href="javascript:window.planted=\'link\'">x</a>'
    + '<iframe srcdoc="<script>parent.planted = \'frame\'</script>"></iframe><img src="https://example.org/x.png">';
  const at = text.search(/<\/main>/);
  writeFileSync(copy, text.slice(0, at) + seeds + text.slice(at));
  const report = await openReport(browser, copy, { noisy: true });
  await report.page.evaluate(() => document.getElementById('seed').click());
  await report.page.waitForTimeout(200);
  const ran = await report.page.evaluate(() => window.planted ?? null);
  if (ran !== null) wrong.push(`a planted ${ran} ran`);
  const out = report.seen.requests.filter((address) => /^https?:/.test(address));
  const refused = report.seen.messages.filter((m) => /Content Security Policy/.test(m.text)).length;
  if (out.length > 0 && refused === 0) wrong.push(`a planted picture was asked for: ${out}`);
  if (refused < 4) wrong.push(`only ${refused} of the planted things were refused`);
  await report.close();
  return wrong;
}

/** No page that was opened asked for anything but itself or said anything to the console, whatever was done to it. */
export async function quiet() {
  const wrong = [];
  for (const { file, requests, messages, errors } of heard) {
    for (const address of requests)
      if (address.replace(/#.*$/, '') !== file && !/^(data|blob):/.test(address)) wrong.push(`the page asks for ${address}`);
    for (const { type, text } of messages)
      if (type === 'error' || type === 'warning') wrong.push(`the console has a ${type}: ${text.slice(0, 300)}`);
    wrong.push(...errors.map((error) => `an error: ${error}`));
  }
  console.log(`  ${heard.length} pages heard`);
  return [...new Set(wrong)];
}
