// Tries the pages of `soundtrack page` in a browser: node .ci/page.mjs PROGRAM
// Needs Debian's Chromium and, in target/tools/node, puppeteer-core, axe-core and html-validate. The pictures in target/page are
// to be looked at.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { pathToFileURL } from 'node:url';

const require = createRequire(new URL('../target/tools/node/package.json', import.meta.url));
const puppeteer = require('puppeteer-core');
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const { HtmlValidate } = require('html-validate');

const [, , program] = process.argv;
const folder = 'target/page';
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const run = (...words) => execFileSync(program, words, { encoding: 'utf8', maxBuffer: 1 << 28, stdio: ['ignore', 'pipe', 'ignore'] });
const file = name => `${folder}/${name}.html`;
const address = name => pathToFileURL(file(name)).href;
const sleep = time => new Promise(resolve => setTimeout(resolve, time));
let passed = 0;
const ok = (what, value = true) => { assert.ok(value, what); passed++; console.log('ok', what); };

// The pages.
const nasty = ['</script><script>alert(1)</script>', '"><img src=x onerror=alert(1)>', "'></style><iframe src=//x></iframe>", '\u202eevil\u202c <b>bold</b> &amp;',
  'W'.repeat(150), 'שלום עולם مرحبا', '日本語の長い題名がここにあります、とても長い', 'javascript:alert(1)'];
const text = number => nasty[number % nasty.length];
const hostile = {
  format: 1, show: { id: 'x', title: text(0), network: text(1), note: text(2), creators: [text(3)] },
  sources: [{ id: 's', title: text(1), url: "https://example.org/a'\"<b>" }],
  artists: nasty.map((_, n) => ({ id: `a${n}`, name: text(n), country: text(n + 1) })),
  songs: nasty.map((_, n) => ({ id: `s${n}`, title: text(n + 2), credit: [{ artist: `a${n}`, as: text(n + 3), join: text(n + 4) }], album: text(n + 5), links: n % 2 ? [] : ["https://example.org/'\"><script>"] })),
  seasons: [{ number: 1, episodes: [1, 2, 3].map(number => ({ number, title: text(number), placements: number < 3 ? nasty.map((_, n) => ({ song: `s${n}`, scene: text(n), note: text(n + 1), characters: [text(n + 6)], sources: ['s'] })) : [] })),
    unplaced: nasty.map((_, n) => ({ song: `s${n}`, scene: text(n + 4), ...(n % 3 ? { between: [1, 1 + n % 3] } : {}) })) }],
};
const long = {
  format: 1, show: { id: 'long', title: 'The Long Run' }, sources: [...Array(200).keys()].map(n => ({ id: `p${n}`, title: `Source ${n}`, url: `https://example.org/${n}` })),
  artists: [...Array(1200).keys()].map(n => ({ id: `artist-${n}`, name: `Artist ${n}` })),
  songs: [...Array(4900).keys()].map(n => ({ id: `song-${n}`, title: `Song number ${n}`, credit: [{ artist: `artist-${n % 1200}` }], length: `3:${10 + n % 50}` })),
  seasons: [...Array(20).keys()].map(season => ({ number: season + 1,
    episodes: [...Array(20).keys()].map(episode => ({ number: episode + 1, title: `Part ${episode + 1}`, placements: [...Array(12).keys()].map(n => { const song = (season * 240 + episode * 12 + n) % 4900; return { song: `song-${song}`, scene: `She walks along the shore and thinks of day ${song}.`, sources: [`p${song % 200}`] }; }) })),
    unplaced: [...Array(9).keys()].map(n => ({ song: `song-${4800 + (season * 5 + n) % 100}`, between: [1 + n, 4 + n], sources: ['p1'] })) })),
};
for (const [name, catalog] of Object.entries({ hostile, long })) writeFileSync(`${folder}/${name}.json`, JSON.stringify(catalog));
const tell = ['--tell', 'mailto:curator@example.org?subject={song}%20{code}&body={artist}%0A{json}'];
run('page', '-c', 'builtin', ...tell, '-o', file('shipped'));
run('page', '-c', 'builtin', '--up-to', 's2e3', '-o', file('ceiling'));
run('page', '-c', `${folder}/hostile.json`, ...tell, '-o', file('hostile'));
run('page', '-c', `${folder}/long.json`, '-o', file('long'));
run('page', '-c', 'tests/fixtures/film.json', '-o', file('film'));
run('page', '-c', 'builtin', '-c', 'tests/fixtures/harbour.json', '-c', 'tests/fixtures/film.json', '-o', `${folder}/all/`);
const songs = JSON.parse(run('songs', '-c', 'builtin', '--json', '--columns', 'song,song_id,artist,scene,links'));
const count = songs.length;

const browser = await puppeteer.launch({ executablePath: '/usr/bin/chromium', args: [...(process.getuid() ? [] : ['--no-sandbox']), '--disable-gpu'] });
async function open(url, { scripts = true, width = 1280, scheme = 'light' } = {}) {
  const page = await browser.newPage(), log = [];
  page.on('console', m => log.push(`console ${m.type()}: ${m.text()}`));
  page.on('pageerror', e => log.push(`error ${e.message}`));
  page.on('dialog', d => { log.push(`dialog ${d.message()}`); d.dismiss(); });
  page.on('request', r => { if (r.url() !== url.split('#')[0] && !r.url().startsWith('data:')) log.push(`request ${r.url()}`); });
  await page.evaluateOnNewDocument(() => { window.broken = []; addEventListener('securitypolicyviolation', e => window.broken.push(`${e.violatedDirective} ${e.blockedURI}`)); });
  await page.setJavaScriptEnabled(scripts);
  await page.setViewport({ width, height: 800 });
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
  await page.goto(url);
  return { page, log };
}
const seen = page => page.$$eval('.songs>li', all => all.filter(li => li.checkVisibility()).map(li => li.querySelector('.t').textContent));
const search = (page, words) => page.$eval('#q', (q, words) => { q.value = words; q.dispatchEvent(new Event('input')); }, words);
const fits = page => page.evaluate('document.documentElement.scrollWidth <= innerWidth');
const visible = (page, what) => page.$$eval(what, all => all.filter(e => e.checkVisibility({ contentVisibilityAuto: true })).length);

// Over HTTP, so that a request for /favicon.ico would be seen.
const paths = [];
const server = createServer((request, answer) => { paths.push(request.url); answer.setHeader('content-type', 'text/html; charset=utf-8'); answer.end(readFileSync(file('shipped'))); });
await new Promise(ready => server.listen(0, '127.0.0.1', ready));
{ const { page, log } = await open(`http://127.0.0.1:${server.address().port}/`);
  await sleep(800);
  ok('one request: the page itself', paths.join() === '/');
  ok('no message', !log.length);
  ok('no violation of the policy', !(await page.evaluate('broken')).length);
  await page.close(); }
server.close();

{ const { page, log } = await open(address('shipped'));
  ok('all placements are there', (await seen(page)).length === count);
  await page.keyboard.press('/');
  ok('/ goes to the search box', await page.evaluate('document.activeElement.id') === 'q');
  await page.keyboard.type('snow nick');
  ok('words of a scene find the song', (await seen(page)).join() === 'Dance with Me');
  ok('and open the scene', await page.$eval('#song-dance-with-me .scene', s => s.checkVisibility()));
  ok('and the number is said', await page.$eval('#said', p => p.textContent) === `1 of ${count} found`);
  ok('headings without songs are gone', await visible(page, 'h3') === 1);
  await page.keyboard.press('Escape');
  ok('Escape shows all again', (await seen(page)).length === count);
  ok('and closes the scene', !(await page.$eval('#song-dance-with-me details', d => d.open)));
  await page.keyboard.type('FRANCOISE');
  ok('capitals and accents do not count', (await seen(page)).join() === "Le temps de l'amour");
  await page.$eval('.songs a[href="#artist-francoise-hardy"]', a => a.click()); await sleep(100);
  ok('a link to what the search hides shows it', await page.$eval('#artist-francoise-hardy', a => a.checkVisibility()) && (await seen(page)).length === count);
  await page.select('#service', await page.$eval('#service', s => [...s.options].find(o => o.text === 'Spotify').value));
  const searched = songs.find(song => !song.links.length);
  ok('a song without a link leads to the service', (await page.$eval(`#song-${searched.song_id} .t`, a => a.href)).startsWith('https://open.spotify.com/search/'));
  const own = songs.find(song => song.links.length);
  ok('a song with a link leads to it', await page.$eval(`#song-${own.song_id} .t`, a => a.getAttribute('href')) === own.links[0]);
  await page.evaluate(() => { navigator.clipboard.writeText = async text => { window.copied = text; }; });
  await search(page, 's02e03'); await page.click('#copy'); await sleep(50);
  const lines = (await page.evaluate('copied')).trim().split('\n');
  ok('what is shown is copied', lines.length === 7 && lines[0] === 'beabadoobee - Lovesong');
  await search(page, '');
  await page.click('#scenes');
  ok('all scenes', await visible(page, '.scene') === songs.filter(song => song.scene).length);
  const downloads = mkdtempSync(`${tmpdir()}/page-`), session = await browser.target().createCDPSession();
  await session.send('Browser.setDownloadBehavior', { behavior: 'allow', downloadPath: downloads });
  await page.$eval('.take a', a => a.click());
  for (let i = 0; i < 40 && !readdirSync(downloads).some(name => name.endsWith('.txt')); i++) await sleep(100);
  ok('the saved list is that of `playlist`', readFileSync(`${downloads}/${readdirSync(downloads)[0]}`, 'utf8') === run('playlist', '-c', 'builtin'));
  for (const width of [320, 360, 768, 1280]) { await page.setViewport({ width, height: 800 }); ok(`no sideways scrolling at ${width}`, await fits(page)); }
  ok('still no message', !log.length);
  await page.close(); }
for (const name of ['shipped', 'long']) {
  const targets = name === 'shipped' ? ['s2e3', 'song-telephone', 'sources', 's1e3-5'] : ['s11e3', 'song-song-3000', 'sources'];
  for (const target of targets) {
    const { page } = await open(`${address(name)}#${target}`); await sleep(1000);
    const [top, box] = await page.evaluate(id => [document.getElementById(id).getBoundingClientRect().top, document.querySelector('.find').getBoundingClientRect().bottom], target);
    ok(`${name}: #${target} is below the search box`, top >= box - 1 && top < 700);
    await page.close();
  }
}
{ const { page } = await open(`${address('shipped')}?q=hardy`); ok('a search is an address', (await seen(page)).length === 1); await page.close(); }
{ const { page } = await open(address('shipped'), { scripts: false });
  ok('without scripts all songs are there and no dead controls', (await seen(page)).length === count && !(await page.$eval('#tools', t => t.checkVisibility()))); await page.close(); }
{ const { page } = await open(address('ceiling'));
  const figures = await page.$$eval('.figures div', all => all.map(div => div.textContent).join(' '));
  ok(`up to S02E03: ${figures}`, (await seen(page)).length < count && /2\b/.test(figures) && await page.evaluate(() => !document.getElementById('s2e4'))); await page.close(); }
{ const { page, log } = await open(address('hostile'));
  await search(page, 'script'); await search(page, ''); await page.click('#scenes'); await sleep(300);
  ok(`hostile texts do nothing ${log.join(' ')}`, !log.length && !(await page.evaluate('broken')).length);
  const names = await page.evaluate(() => [...new Set([...document.querySelectorAll('*')].map(e => e.localName))].join(' '));
  ok('no element that is not ours', !/\b(img|iframe|object|embed|textarea|form|video|audio|base)\b/.test(names) && (await page.$$('script')).length === 1);
  ok('no handler', !(await page.evaluate(() => [...document.querySelectorAll('*')].some(e => [...e.attributes].some(a => a.name.startsWith('on') || a.name === 'style')))));
  ok('addresses are http, https, mailto, data or within', await page.$$eval('a', all => all.every(a => /^(https?:\/\/|mailto:|#|data:text\/plain)/.test(a.getAttribute('href')))));
  for (const width of [320, 1280]) { await page.setViewport({ width, height: 800 }); ok(`hostile: no sideways scrolling at ${width}`, await fits(page)); }
  await page.close(); }
{ const { page } = await open(address('shipped')); await page.emulateMediaType('print');
  ok('printed: every scene', await visible(page, '.scene') === songs.filter(song => song.scene).length);
  ok('printed: no controls', !(await visible(page, 'button, input, select, summary')));
  ok('printed: no song on two pages', await page.$$eval('.songs>li', all => all.every(li => getComputedStyle(li).breakInside === 'avoid')));
  await page.pdf({ path: `${folder}/print.pdf`, format: 'A4' });
  await page.setViewport({ width: 800, height: 1100 }); await page.screenshot({ path: `${folder}/print.png` });
  await page.close(); }
{ const { page } = await open(address('long')), session = await page.createCDPSession();
  await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  await page.reload();
  const paint = await page.evaluate(() => new Promise(done => new PerformanceObserver(list => done(list.getEntries()[0].startTime)).observe({ type: 'paint', buffered: true })));
  ok(`5,000 placements at a quarter of the processor: first paint after ${Math.round(paint)} ms`, paint < 1000);
  const took = await page.evaluate(() => { const start = performance.now(), q = document.getElementById('q'); q.value = 'shore 4711'; q.dispatchEvent(new Event('input')); return performance.now() - start; });
  ok(`and the first search takes ${Math.round(took)} ms`, took < 1500);
  ok('and the page is below 5.2 MB', statSync(file('long')).size < 5.2e6);
  await page.close(); }

// Pictures.
for (const width of [360, 768, 1280]) for (const scheme of ['light', 'dark']) {
  const { page } = await open(address('shipped'), { width, scheme });
  for (const target of ['', 's1e2', 's1e5-7', 'artists', 'sources']) {
    await page.evaluate(id => { scrollTo(0, 0); if (id) document.getElementById(id).scrollIntoView(); document.querySelectorAll('#s1e2 details').forEach((d, n) => { d.open = n < 2; }); }, target);
    await sleep(100); await page.screenshot({ path: `${folder}/${width}-${scheme}${target && '-'}${target}.png` });
  }
  await page.close();
}
for (const name of ['hostile', 'film', 'long', 'all/index']) { const { page } = await open(address(name)); await page.screenshot({ path: `${folder}/${name.replace('all/', '')}.png` }); await page.close(); }

// Accessibility and validity.
const validator = new HtmlValidate({ extends: ['html-validate:recommended', 'html-validate:document', 'html-validate:a11y'] });
for (const name of ['shipped', 'ceiling', 'hostile', 'film', 'all/index', 'long']) {
  const start = Date.now();
  const report = await validator.validateFile(file(name));
  const errors = report.results.flatMap(result => result.messages).map(m => `${m.ruleId} ${m.line}:${m.column} ${m.message}`);
  ok(`${name}: html-validate ${errors.slice(0, 5).join('\n')}`, !errors.length);
  for (const width of [360, 768, 1280]) for (const scheme of ['light', 'dark']) for (const shown of [false, true]) {
    const { page } = await open(address(name), { width, scheme });
    if (shown) await page.evaluate(() => document.querySelectorAll('details').forEach(d => { d.open = true; }));
    // Of the long page axe gets all kinds of parts, but not all parts, and all of them laid out: it takes minutes otherwise.
    if (name === 'long') await page.evaluate(() => {
      document.body.classList.remove('long');
      document.querySelectorAll('.of-season:nth-of-type(n+3), .map figure:nth-of-type(n+3), tbody tr:nth-child(n+30), .sources li:nth-child(n+20)').forEach(e => e.remove());
    });
    await page.evaluate(axe);
    const found = await page.evaluate(() => axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }).then(r => r.violations.map(v => `${v.id}: ${v.nodes.slice(0, 3).map(n => n.html).join(' | ')}`)));
    ok(`${name}: axe at ${width}, ${scheme}, ${shown ? 'open' : 'closed'} ${found.join('\n')}`, !found.length);
    await page.close();
  }
  console.log(`   ${Math.round((Date.now() - start) / 1000)} s`);
}
console.log(`${passed} passed`);
await browser.close();
