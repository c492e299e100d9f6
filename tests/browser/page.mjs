// A report in Debian's Chromium: without network, with all that it asks for and says written down.
import { existsSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

export const CANNOT_BE_TRIED = 77; // what CTest takes for a skipped test

const LONGEST_WAIT = 10000; // milliseconds: what takes longer is broken

/** The whole path of a program, or null. */
export function program(...names) {
  for (const name of names)
    for (const folder of (process.env.PATH ?? '').split(delimiter))
      if (existsSync(join(folder, name))) return join(folder, name);
  return null;
}

function skip(sentence) {
  console.log(`skipped: ${sentence}`);
  process.exit(CANNOT_BE_TRIED);
}

/** A headless browser. The process ends as skipped where there is none. */
export async function startBrowser() {
  const chromium = process.env.CHROMIUM ?? program('chromium', 'chromium-browser', 'google-chrome');
  if (!chromium) skip('there is no Chromium (scripts/setup installs it)');
  const driver = await import('playwright-core').catch(() => null);
  if (!driver) skip('npm has not brought playwright-core (scripts/setup does)');
  const root = process.getuid?.() === 0;
  return driver.chromium.launch({ executablePath: chromium, args: root ? ['--no-sandbox'] : [] });
}

// Runs in the page before anything of the page's own: when all was drawn, whether printing was asked for.
function watchPage() {
  window.watched = { ready: null, printed: 0 };
  window.print = () => { window.watched.printed++; };
  const look = () => {
    if (document.documentElement?.dataset.ready === 'true') window.watched.ready ??= performance.now();
  };
  new MutationObserver(look).observe(document, { attributes: true, subtree: true, attributeFilter: ['data-ready'] });
}

/** What every opened page asked for and said, but those of which noise is expected. */
export const heard = [];

/**
 * Opens a report's file. options: width, height (CSS pixels), dark, scripts (false: off), init (a script's path),
 * noisy (what it says is the caller's own doing), timed.
 * Gives { page, seen, close, work (seconds that the page's thread has worked, where timed) }; seen: file, requests (addresses), messages (of the console: type, text), errors.
 */
export async function openReport(browser, file, options = {}) {
  const scripts = options.scripts ?? true;
  const context = await browser.newContext({
    viewport: { width: options.width ?? 1280, height: options.height ?? 900 },
    deviceScaleFactor: options.scale ?? 1,
    colorScheme: options.dark ? 'dark' : 'light',
    javaScriptEnabled: scripts,
    reducedMotion: 'reduce',
    offline: true,
  });
  const page = await context.newPage();
  const session = options.timed ? await context.newCDPSession(page) : null;
  await session?.send('Performance.enable', { timeDomain: 'threadTicks' });
  const seen = { file: pathToFileURL(resolve(file)).href, requests: [], messages: [], errors: [] };
  if (!options.noisy) heard.push(seen);
  page.on('request', (request) => seen.requests.push(request.url()));
  page.on('console', (message) => seen.messages.push({ type: message.type(), text: message.text() }));
  page.on('pageerror', (error) => seen.errors.push(String(error)));
  if (scripts) await page.addInitScript(watchPage);
  if (scripts && options.init) await page.addInitScript({ path: options.init });
  await page.goto(seen.file);
  if (scripts) await page.waitForFunction(() => window.watched.ready !== null, undefined, { timeout: LONGEST_WAIT })
    .catch(() => seen.errors.push(`the page has not drawn all in ${LONGEST_WAIT / 1000} s`));
  const work = async () => (await session.send('Performance.getMetrics')).metrics.find((one) => one.name === 'TaskDuration').value;
  return { page, seen, close: () => context.close(), work };
}
