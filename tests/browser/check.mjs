// Tries a report in a browser.
//   node tests/browser/check.mjs REPORT.html FOLDER [--only NAME,NAME] [--literal TEXT]...
// FOLDER is the result that it was made from. --literal: a text that must stand in the page as it is.
// Prints what is wrong with it, and exits 0 (nothing), 1, or 77 (cannot be tried here).
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import * as look from './checks_look.mjs';
import * as numbers from './checks_numbers.mjs';
import { paper } from './checks_paper.mjs';
import * as touch from './checks_touch.mjs';
import { openReport, startBrowser } from './page.mjs';

// In this order; quiet is last, since it hears what the others made the page say.
const CHECKS = {
  size: look.size, ready: look.ready, frame: look.frame, figures: look.figures, labels: look.labels,
  contrast: look.contrast, accessible: look.accessible, narrow: look.narrow, scripts_off: look.scripts_off,
  planted: look.planted, literal: numbers.literal, summary: numbers.summary, store: numbers.store,
  tables: numbers.tables, tab: touch.tab, fold: touch.fold, select: touch.select, save: touch.save,
  buttons: touch.buttons, paper, themes: look.themes, quiet: look.quiet,
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { only: { type: 'string' }, literal: { type: 'string', multiple: true, default: [] } },
});
const [file, folder] = positionals;
const chosen = values.only?.split(',') ?? Object.keys(CHECKS);
if (!file || !folder || chosen.some((name) => !CHECKS[name])) {
  console.error(`usage: check.mjs REPORT.html FOLDER [--only NAMES] [--literal TEXT]\nnames: ${Object.keys(CHECKS).join(' ')}`);
  process.exit(2);
}

const browser = await startBrowser();
const scratch = mkdtempSync(join(tmpdir(), 'report-'));
let failing = 0;
try {
  const light = await openReport(browser, file), dark = await openReport(browser, file, { dark: true });
  for (const name of chosen) {
    const begin = performance.now();
    const wrong = await CHECKS[name]({ browser, file, folder, scratch, light, dark, literal: values.literal })
      .catch((error) => [`could not be tried: ${error.stack}`]);
    failing += wrong.length > 0;
    console.log(`${wrong.length ? 'WRONG' : 'ok   '} ${name} (${((performance.now() - begin) / 1000).toFixed(1)} s)`);
    for (const sentence of wrong) console.log(`    ${sentence}`);
  }
} finally {
  await browser.close();
  rmSync(scratch, { recursive: true, force: true });
}
console.log(`${chosen.length - failing} of ${chosen.length} checks passed`);
process.exit(failing ? 1 : 0);
