// Pictures of a report's every figure, to be looked at.
//   node tests/browser/shots.mjs REPORT.html FOLDER
// FOLDER gets NAME-WIDTH-THEME.png of each figure and each section's tables at 1280 and 390 px, light and dark,
// page-WIDTH-THEME.png of the whole, report.pdf, and paper-N.png where pdftoppm is there.
import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { printReport } from './checks_paper.mjs';
import { openReport, program, startBrowser } from './page.mjs';

const [file, folder] = process.argv.slice(2);
if (!file || !folder) {
  console.error('usage: shots.mjs REPORT.html FOLDER');
  process.exit(2);
}
const browser = await startBrowser();
mkdirSync(folder, { recursive: true });
let taken = 0;
for (const width of [1280, 390])
  for (const dark of [false, true]) {
    const report = await openReport(browser, file, { width, dark, scale: width === 390 ? 2 : 1 });
    const ending = `${width}-${dark ? 'dark' : 'light'}.png`;
    for (const figure of await report.page.locator('figure.chart').all()) {
      await figure.screenshot({ path: join(folder, `${await figure.getAttribute('data-chart')}-${ending}`) });
      taken++;
    }
    for (const section of await report.page.locator('main > section').all()) {
      if (await section.locator('figure.chart').count() > 0) continue;
      await section.screenshot({ path: join(folder, `section-${await section.getAttribute('id')}-${ending}`) });
      taken++;
    }
    await report.page.screenshot({ path: join(folder, `page-${ending}`), fullPage: width > 390 });
    await report.close();
  }
const pdf = join(folder, 'report.pdf');
await printReport(browser, file, pdf, true);
await browser.close();
if (program('pdftoppm')) execFileSync('pdftoppm', ['-r', '70', '-png', pdf, join(folder, 'paper')]);
console.log(`${taken} pictures, ${pdf}${program('pdftoppm') ? ' and its pages' : ''} in ${folder}`);
