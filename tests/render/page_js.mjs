// Uses a page as a reader does: node page_js.mjs NODE_MODULES CHROMIUM FLAGS PAGE HOSTILE-PAGE
// Prints what was seen as JSON; the test judges it.
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const [modules, executablePath, flags, file, hostile] = process.argv.slice(2);
const { chromium } = createRequire(`${modules}/`)('playwright-core');
const browser = await chromium.launch({ executablePath, args: flags.split(' ') });
const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, colorScheme: 'light' });
const seen = { complaints: [], fetched: [] };
page.on('console', (message) => seen.complaints.push(message.text()));
page.on('pageerror', (error) => seen.complaints.push(error.message));
page.on('request', (request) => seen.fetched.push(request.url()));

// Each time anew: with another hash alone a page is not loaded again.
const open = async (path, hash = '') => {
  await page.goto('about:blank');
  await page.goto(`${pathToFileURL(path)}${hash}`);
};
const texts = (selector) => page.locator(selector).allTextContents();
const text = async (selector) => (await texts(selector)).join('\n');
const transform = () => page.locator('.journey.shown .canvas > svg').evaluate((each) => each.style.transform);
const shape = (step) => page.locator(`.journey.shown a > [data-step="${step}"]`).first();
const focus = () => page.evaluate(() => document.activeElement.firstElementChild?.dataset?.step ?? document.activeElement.id);

// The colours of each visible text against what is behind it: the lowest contrast, and where.
const contrast = () => page.evaluate(() => {
  const rgba = (colour) => (colour.match(/[\d.]+/g) ?? []).map(Number);
  const light = (colour) => {
    const [r, g, b] = rgba(colour).map((part) => part / 255)
      .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = (element) => {
    for (let each = element; each; each = each.parentElement) {
      const colour = getComputedStyle(each).backgroundColor;
      if ((rgba(colour)[3] ?? 1) > 0.9) return colour;
    }
    return getComputedStyle(document.documentElement).backgroundColor;
  };
  let worst = { ratio: 21, text: '' };
  for (const each of document.querySelectorAll('body *:not(script, svg, svg *)')) {
    const own = [...each.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
    if (!own || !each.checkVisibility()) continue;
    const [one, other] = [light(getComputedStyle(each).color), light(behind(each))].sort((a, b) => b - a);
    const ratio = (one + 0.05) / (other + 0.05);
    if (ratio < worst.ratio) worst = { ratio, text: each.textContent.slice(0, 60) };
  }
  return worst;
});

// What sticks out of the window, or out of a box that neither scrolls nor cuts.
const sticking = () => page.evaluate(() => [...document.querySelectorAll('body *:not(svg, svg *, script)')]
  .filter((each) => each.checkVisibility({ visibilityProperty: true }) && !each.closest('pre'))
  .filter((each) => each.getBoundingClientRect().right > innerWidth + 1 || each.getBoundingClientRect().left < -1)
  .map((each) => each.outerHTML.slice(0, 80)));

await open(file);
seen.title = await page.title();
seen.listed = await texts('#list li > a');
seen.stages = await texts('#list h2');
seen.articles = await page.locator('.journey').count();

await page.fill('#search', 'ПОДАРОК чемпион');
seen.searched = await page.locator('#list a').evaluateAll((links) => links.map((each) => each.getAttribute('href')));
seen.told = await text('#found');
await page.click('#list a >> nth=0');
await page.locator('.journey.shown .halo.found').first().waitFor();
seen.lit = await page.locator('.journey.shown .halo.found').evaluateAll((all) => all.map((each) => each.dataset.step));
await page.fill('#search', 'no such words');
seen.nothing = [await text('#list'), await text('#found')];
await page.fill('#search', '');

await open(file, '#birthday');
await shape('present').click();
await page.locator('#panel').waitFor({ state: 'visible' });
seen.clicked = {
  hash: await page.evaluate(() => location.hash),
  panel: await text('#panel'),
  places: await texts('#panel .place'),
  lines: await texts('#panel pre'),
  chosen: await page.locator('.halo.chosen').evaluateAll((all) => all.map((each) => each.dataset.step)),
};
seen.contrast = { light: await contrast() };
await page.emulateMedia({ colorScheme: 'dark' });
seen.contrast.dark = await contrast();
seen.paper = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
await page.emulateMedia({ colorScheme: 'light' });

await open(file, '#win-back');
const before = await transform();
await page.mouse.move(700, 300);
await page.mouse.wheel(0, -300);
const zoomed = await transform();
await page.mouse.down();
await page.mouse.move(760, 340, { steps: 4 });
await page.mouse.up();
const dragged = await transform();
await page.click('[data-zoom=fit]');
const fitted = await transform();
await page.click('[data-zoom=in]');
seen.moves = [before, zoomed, dragged, fitted, await transform()];
const box = await shape('news').boundingBox();
await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
await page.mouse.down();
await page.mouse.move(box.x + 60, box.y + 60, { steps: 4 });
await page.mouse.up();
seen.afterDrag = await page.evaluate(() => location.hash);

const touch = await browser.newPage({ viewport: { width: 390, height: 844 }, hasTouch: true });
await touch.goto(`${pathToFileURL(file)}#win-back`);
const scale = () => touch.locator('#scale').textContent();
const wide = await scale();
const session = await touch.context().newCDPSession(touch);
const fingers = (type, far) => session.send('Input.dispatchTouchEvent', {
  type, touchPoints: far ? [{ x: 195 - far, y: 500, id: 1 }, { x: 195 + far, y: 500, id: 2 }] : [],
});
await fingers('touchStart', 40);
for (const far of [60, 80, 100]) await fingers('touchMove', far);
await fingers('touchEnd', 0);
seen.pinched = [wide, await scale()];
await touch.close();

await open(file, '#win-back/start.silent');
seen.deep = { title: await text('.journey.shown h2'), panel: await text('#panel h2'), path: await text('#panel .id') };

await open(file, '#no%such/%E0%A4%A');
seen.lost = await text('.journey.shown h2');

await open(file, '#birthday');
await page.locator('.journey.shown .canvas').focus();
await page.keyboard.press('Tab');
seen.keys = [await focus()];
await page.keyboard.press('ArrowRight');
seen.keys.push(await focus());
await page.keyboard.press('Enter');
await page.locator('#panel').waitFor({ state: 'visible' });
seen.keys.push(await page.evaluate(() => location.hash));
await page.keyboard.press('Escape');
await page.locator('#panel').waitFor({ state: 'hidden' });
seen.keys.push(await page.evaluate(() => location.hash), await focus());
await page.keyboard.press('/');
seen.keys.push(await focus());
seen.named = await page.locator('.journey.shown a').evaluateAll((all) => all.filter((each) => !each.getAttribute('aria-label')).length);
seen.unnamed = await page.locator('button, input').evaluateAll((all) => all
  .filter((each) => !(each.getAttribute('aria-label') || each.textContent.trim())).map((each) => each.outerHTML));

await page.click('#languages button[lang=ru]');
seen.russian = [await text('.journey.shown h2'), await text('#map-title'), await page.evaluate(() => document.documentElement.lang)];

await open(file, '#order-lifecycle');
const [download] = [await page.pdf({ preferCSSPageSize: true })];
seen.printed = download.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g).length;

await page.setViewportSize({ width: 390, height: 844 });
seen.sticking = [];
for (const hash of ['#order-lifecycle', '#birthday/present', '#cart-reminder']) {
  await open(file, hash);
  await page.waitForTimeout(300);
  seen.sticking.push(...await sticking());
}
seen.phone = await page.evaluate(() => document.documentElement.scrollWidth);
await open(file, '#birthday');
await page.click('#menu');
await page.waitForTimeout(300);
seen.sticking.push(...await sticking());
await page.click('#list a >> nth=1');
await page.waitForFunction(() => location.hash !== '#birthday');
seen.menu = [await page.evaluate(() => location.hash), await page.locator('#menu').getAttribute('aria-expanded')];

await page.setViewportSize({ width: 1280, height: 800 });
await open(hostile);
await page.fill('#search', '</SCRIPT>');
await page.click('#list a >> nth=0');
await shape('say').click();
await page.locator('#panel').waitFor({ state: 'visible' });
seen.hostile = {
  listed: await texts('#list li > a'), panel: await text('#panel'),
  links: await page.locator('#panel .place a').evaluateAll((all) => all.map((each) => each.href)),
  run: await page.evaluate(() => window.hacked ?? ''), images: await page.locator('img').count(),
};
await open(hostile, '#first/other');
await page.click('#panel .call-link');
await page.locator('#panel').waitFor({ state: 'hidden' });
seen.called = await page.evaluate(() => location.hash);

await browser.close();
process.stdout.write(JSON.stringify(seen));
