// A report on paper: A4, nothing empty, light from a dark screen too.
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openReport, program } from './page.mjs';

const LEAST_INK = 0.0005; // of a page: less is an empty page
const MOST_INK = 0.5;     // more is a dark one
const PAPER = 688;        // CSS pixels between the margins of A4
const EDGE = 0.03;        // of the width, on both sides: printers leave it white

/** Prints a report's file as A4; dark: from a dark screen. */
export async function printReport(browser, file, pdf, dark) {
  const report = await openReport(browser, file, { dark });
  await report.page.pdf({ path: pdf, format: 'A4', preferCSSPageSize: true, printBackground: true, tagged: true });
  await report.close();
}

/** The pages of a PDF as grey pixels: [{ width, height, pixels }]; null where no program can do it. */
function greyPages(pdf, scratch) {
  if (!program('pdftoppm')) return null;
  execFileSync('pdftoppm', ['-r', '30', '-gray', pdf, join(scratch, 'grey')]);
  return readdirSync(scratch).filter((name) => /^grey-\d+\.pgm$/.test(name)).sort().map((name) => {
    const bytes = readFileSync(join(scratch, name));
    const head = /^P5\s+(\d+)\s+(\d+)\s+(\d+)\s/.exec(bytes.subarray(0, 60).toString('latin1'));
    return { width: Number(head[1]), height: Number(head[2]), pixels: bytes.subarray(head[0].length) };
  });
}

export async function paper({ browser, file, scratch }) {
  const wrong = [];
  const pdf = join(scratch, 'report.pdf');
  await printReport(browser, file, pdf, true);
  const pages = greyPages(pdf, scratch);
  if (!pages) {
    console.log('  not looked at: there is no pdftoppm');
    return [];
  }
  console.log(`  ${pages.length} pages of A4`);
  pages.forEach(({ width, height, pixels }, i) => {
    if (Math.abs(height / width - 297 / 210) > 0.01) wrong.push(`page ${i + 1} is no A4`);
    let ink = 0, lowest = 0, atEdge = 0;
    for (let at = 0; at < pixels.length; at++)
      if (pixels[at] < 200) {
        ink++;
        lowest = at;
        const from = Math.min(at % width, width - 1 - at % width) / width;
        if (from < EDGE) atEdge++;
      }
    if (atEdge > 0) wrong.push(`page ${i + 1} is printed up to its edge`);
    if (ink / pixels.length < LEAST_INK) wrong.push(`page ${i + 1} is empty`);
    else if (ink / pixels.length > MOST_INK) wrong.push(`page ${i + 1} is dark`);
    else if (i + 1 < pages.length && lowest / pixels.length < 0.35)
      wrong.push(`page ${i + 1} of ${pages.length} has something on its first ${Math.round(100 * lowest / pixels.length)} % only`);
  });
  return [...wrong, ...await paperColours(browser, file)];
}

// What stands on paper is as dark as on a light screen, and what can only be pressed is not there.
async function paperColours(browser, file) {
  const report = await openReport(browser, file, { dark: true, width: PAPER });
  await report.page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  const wrong = await report.page.evaluate(() => {
    const found = new Set();
    const mean = (colour) => { const [r, g, b] = colour.match(/[\d.]+/g).map(Number); return (r + g + b) / 3; };
    for (const e of document.querySelectorAll('main h2, main p, main td, main th, figcaption'))
      if (e.checkVisibility() && mean(getComputedStyle(e).color) > 130) found.add(`${e.tagName.toLowerCase()} is pale on paper`);
    for (const e of document.querySelectorAll('figure.chart svg .role-axis text'))
      if (mean(getComputedStyle(e).fill) > 130) found.add(`picture ${e.closest('figure').dataset.chart}: its axis is pale on paper`);
    for (const svg of document.querySelectorAll('figure.chart svg')) {
      const scale = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
      const smallest = Math.min(...[...svg.querySelectorAll('text')].map((e) => parseFloat(getComputedStyle(e).fontSize) * scale));
      if (smallest < 7.5) found.add(`picture ${svg.closest('figure').dataset.chart}: text of ${(smallest * 0.75).toFixed(1)} pt on paper`);
    }
    for (const e of document.querySelectorAll('main table, figure.chart svg'))
      if (e.checkVisibility() && e.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
        found.add(`${e.tagName} "${(e.caption ?? e.closest('figure')?.querySelector('h4'))?.textContent}" is wider than the paper`);
    for (const e of document.querySelectorAll('button, select'))
      if (e.checkVisibility()) found.add(`${e.tagName.toLowerCase()} "${e.textContent.trim().slice(0, 30)}" is on paper`);
    return [...found];
  });
  await report.close();
  return wrong;
}
