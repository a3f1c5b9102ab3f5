// What stands behind the address (#journey/step), the keys, and the buttons.

const root = document.documentElement;

function articleOf(id) {
  return all('.journey').filter((each) => each.dataset.journey === id)[state.language];
}

// Show what the address asks for; one that leads nowhere shows the first journey.
function show() {
  const [id, ...rest] = location.hash.slice(1).split('/');
  const journey = journeyOf(id) ?? journeyOf(view().stages[0].journeys[0]);
  const step = rest.join('/');
  const moved = journey.id !== state.journey;
  state.journey = journey.id;
  state.step = journey.steps.some((each) => each.id === step) ? step : '';
  const own = articleOf(journey.id);
  for (const article of all('.journey')) article.classList.toggle('shown', article === own);
  document.title = [journey.title, view().title].filter((each, at, list) => list.indexOf(each) === at).join(' · ');
  showPanel();
  showList();
  if (moved) one('#list [aria-current], #list .current a')?.scrollIntoView({ block: 'nearest' });
  const canvas = canvasOf(own);
  canvas.place(canvas.scale, canvas.x, canvas.y);
  canvas.mark(state.step, find(state.query).get(journey.id) ?? new Set());
  const shape = state.step && canvas.shape(state.step);
  if (shape) canvas.reveal(shape);
}

// Everything that is said in the language of the view, but for the journeys.
function label() {
  const shown = view();
  root.lang = shown.language || 'en';
  one('#map-title').textContent = shown.title;
  const name = (selector, key) => {
    one(selector).setAttribute('aria-label', say(key));
    one(selector).setAttribute('title', say(key));
  };
  one('#side').setAttribute('aria-label', say('journeys'));
  one('#search').setAttribute('aria-label', say('search'));
  one('#search').setAttribute('placeholder', say('search'));
  name('#languages', 'language');
  name('#theme', 'theme');
  name('#menu', 'menu');
  name('[data-zoom=in]', 'larger');
  name('[data-zoom=out]', 'smaller');
  name('[data-zoom=fit]', 'fit');
  for (const article of all('.journey')) {
    article.hidden = article !== articleOf(article.dataset.journey);
  }
  for (const button of all('#languages button')) {
    button.setAttribute('aria-pressed', String(Number(button.dataset.language) === state.language));
  }
}

function speak(language) {
  state.language = language;
  label();
  show();
}

function light(theme) {
  root.dataset.theme = theme;
}

function menu(open) {
  document.body.classList.toggle('with-menu', open);
  one('#menu').setAttribute('aria-expanded', String(open));
}

function search(query) {
  state.query = query;
  showList();
  canvasOf(articleOf(state.journey)).mark(state.step, find(query).get(state.journey) ?? new Set());
}

// Keys that work everywhere: `/` searches, Escape goes back by one.
function key(event) {
  const typing = event.target.matches('input');
  if (event.key === '/' && !typing) {
    event.preventDefault();
    menu(one('#menu').getClientRects().length > 0);
    one('#search').focus();
  } else if (event.key === 'Escape' && typing && state.query) {
    event.target.value = '';
    search('');
  } else if (event.key === 'Escape' && document.body.classList.contains('with-menu')) {
    menu(false);
    one('#menu').focus();
  } else if (event.key === 'Escape' && state.step) {
    const shape = canvasOf(articleOf(state.journey)).shape(state.step);
    location.hash = address(state.journey);
    shape?.focus({ preventScroll: true });
  }
}

function begin() {
  const dark = matchMedia('(prefers-color-scheme: dark)');
  light(dark.matches ? 'dark' : 'light');
  dark.addEventListener('change', () => light(dark.matches ? 'dark' : 'light'));
  one('#theme').addEventListener('click', () => light(root.dataset.theme === 'dark' ? 'light' : 'dark'));
  if (data.views.length > 1) {
    one('#languages').append(...data.views.map((each, number) => make(
      'button', { type: 'button', 'data-language': number, lang: each.language }, each.language,
    )));
  }
  one('#languages').addEventListener('click', (event) => {
    const button = event.target.closest('button');
    if (button) speak(Number(button.dataset.language));
  });
  one('#search').addEventListener('input', (event) => search(event.target.value));
  one('#menu').addEventListener('click', () => menu(!document.body.classList.contains('with-menu')));
  one('#list').addEventListener('click', (event) => event.target.closest('a') && menu(false));
  one('#stage').addEventListener('pointerdown', () => menu(false));
  one('#zoom').addEventListener('click', (event) => {
    const canvas = canvasOf(articleOf(state.journey));
    const how = event.target.closest('button')?.dataset.zoom;
    if (how === 'fit') canvas.fit();
    else if (how) canvas.zoom(how === 'in' ? 1.25 : 0.8);
  });
  document.addEventListener('pointerdown', (event) => {
    for (const open of all('.facts details[open]')) open.open = open.contains(event.target);
  });
  // Links stay in this page, also where it is a frame of another one.
  document.addEventListener('click', (event) => {
    const link = event.target.closest('a[href^="#"]');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    link.closest('details')?.removeAttribute('open');
    location.hash = link.getAttribute('href');
  });
  document.addEventListener('keydown', key);
  addEventListener('hashchange', show);
  // On paper all is open.
  addEventListener('beforeprint', () => all('.facts details').forEach((each) => { each.open = true; }));
  addEventListener('afterprint', () => all('.facts details').forEach((each) => { each.open = false; }));
  for (const each of ['#side', '#menu', '#zoom']) one(each).hidden = false;
  root.classList.add('live');
  label();
  show();
}

begin();
