// The panel of a step: its message, its note, its ways on, and its lines of the file.

const CODE = /(#.*$)|("(?:[^"\\]|\\.)*"|'[^']*')|([\w.-]+)(?=:(?:\s|$))/gm;

function showPanel() {
  const panel = one('#panel');
  const step = journeyOf(state.journey).steps.find((each) => each.id === state.step);
  panel.hidden = !step;
  document.body.classList.toggle('with-panel', Boolean(step));
  if (!step) return panel.replaceChildren();
  panel.setAttribute('aria-label', `${say('step')}: ${step.title}`);
  const close = make(
    'a', { href: address(state.journey), class: 'tool close', title: say('close'), 'aria-label': say('close') }, '×',
  );
  panel.replaceChildren(
    make('header', {}, make('p', { class: 'kind' }, step.kind_name), close, make('h2', {}, step.title),
      make('p', { class: 'id' }, step.name)),
    ...remarks(step),
    ...(step.note ? [make('p', { class: 'note' }, step.note)] : []),
    ...(step.calls ? [called(step.calls)] : []),
    ...step.messages.map((message) => card(message, step)),
    ...(step.rows.length ? [rows(step.rows)] : []),
    ...flows('leads', step.leads),
    ...flows('comes', step.comes),
    make('h3', {}, say('lines')),
    ...written(step),
  );
  panel.scrollTo(0, 0);
}

// What `journey lint` says of the step, with the numbers of the picture.
function remarks(step) {
  const own = (data.findings[state.journey] ?? []).filter((each) => each.step === step.id);
  return own.map((each) => make(
    'section', { class: `remark ${each.severity}` },
    make('p', {}, make('b', {}, `${each.number}. ${each.code}`), ` ${each.message}`),
    each.help ? make('p', { class: 'help' }, each.help) : null,
  ));
}

function called(id) {
  const journey = journeyOf(id);
  if (!journey) return make('p', { class: 'id' }, id);
  return make('a', { class: 'call-link', href: address(id) }, make('small', {}, say('open')), journey.title);
}

function card(message, step) {
  const marks = message.marks.map((mark, number) =>
    make('span', { class: `mark ${number ? 'promo' : ''}` }, mark));
  return make(
    'section', { class: `card ${message.look}` },
    message.title === step.title ? null : make('h3', {}, message.title),
    make('p', { class: 'marks' }, ...marks),
    rows(message.rows),
  );
}

function rows(list) {
  return make('dl', {}, ...list.flatMap((row) => [make('dt', {}, row.name), make('dd', {}, row.value)]));
}

function flows(key, leads) {
  if (!leads.length) return [];
  const items = leads.map((lead) => {
    const label = lead.label ? make('small', {}, lead.label) : null;
    const to = lead.to ? make('a', { href: address(state.journey, lead.to) }, lead.title) : lead.title;
    return make('li', {}, label, to);
  });
  return [make('h3', {}, say(key)), make('ul', { class: 'flows' }, ...items)];
}

// The lines of the step, and of its messages where they stand elsewhere.
function written(step) {
  const inside = (one, other) =>
    one.path === other.path && one.first >= other.first && one.last <= other.last;
  const own = step.lines;
  const others = step.messages.map((each) => each.lines).filter((each) => !inside(each, own));
  return [...excerpt(own, step.address), ...others.flatMap((each) => excerpt(each, ''))];
}

function excerpt({ path, first, last }, link) {
  const lines = (data.files[path] ?? []).slice(first - 1, last).map((line) => line || '');
  const indent = Math.min(...lines.filter((line) => line.trim()).map((line) => line.search(/\S/)));
  const code = make('code', {});
  lines.forEach((line, number) => code.append(make(
    'span', { class: 'line', 'data-number': first + number }, ...coloured(line.slice(indent)), '\n',
  )));
  const place = `${path}:${first}`;
  const shown = link ? make('a', { href: link, target: '_blank', rel: 'noopener' }, place) : place;
  return [make('p', { class: 'place' }, shown), make('pre', { tabindex: '0' }, code)];
}

// Comments, quoted texts and keys in their colours.
function coloured(line) {
  const parts = [];
  let at = 0;
  for (const match of line.matchAll(CODE)) {
    parts.push(line.slice(at, match.index));
    const kind = match[1] ? 'comment' : match[2] ? 'text' : 'key';
    parts.push(make('span', { class: kind }, match[0]));
    at = match.index + match[0].length;
  }
  return [...parts, line.slice(at)];
}
