// The list of journeys by stage, and the search in all languages.

const MOST_STEPS = 6;

// Without case and accents, so that `Е` finds `ё`.
const plain = (text) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

// What can be found, by journey and by step, of all languages together.
const index = data.views[0].journeys.map((_, number) => {
  const same = data.views.map((each) => each.journeys[number]);
  const rows = (each) => each.map((row) => row.value);
  const words = (step) => [
    step.name, step.title, step.note, step.kind_name, ...rows(step.rows),
    ...step.messages.flatMap((card) => [card.id, card.title, ...card.marks, ...rows(card.rows)]),
  ];
  return {
    id: same[0].id,
    text: plain(same.flatMap((each) => [each.id, each.title, each.about, each.stage]).join('\n')),
    steps: same[0].steps.map((step, at) => ({
      id: step.id,
      text: plain(same.flatMap((each) => words(each.steps[at])).join('\n')),
    })),
  };
});

// Return what is found: the ids of journeys, each with its steps that have all the words.
function find(query) {
  const words = plain(query).split(/\s+/).filter(Boolean);
  const found = new Map();
  if (!words.length) return found;
  for (const journey of index) {
    const steps = journey.steps.filter((step) => words.every((word) => step.text.includes(word)));
    const itself = words.every((word) => journey.text.includes(word));
    if (itself || steps.length) found.set(journey.id, new Set(steps.map((step) => step.id)));
  }
  return found;
}

function showList() {
  const found = find(state.query);
  const searched = Boolean(state.query.trim());
  const stages = view().stages.map((stage) => {
    const ids = stage.journeys.filter((id) => !searched || found.has(id));
    if (!ids.length) return null;
    const items = ids.map((id) => listed(journeyOf(id), found.get(id) ?? new Set()));
    return make('section', {}, make('h2', {}, stage.title), make('ul', {}, ...items));
  });
  one('#list').replaceChildren(...stages.filter(Boolean));
  const steps = [...found.values()].reduce((sum, each) => sum + each.size, 0);
  const told = found.size ? say('found', found.size, steps) : say('nothing');
  one('#found').textContent = searched ? told : '';
}

function listed(journey, found) {
  const current = journey.id === state.journey;
  const link = make(
    'a', { href: address(journey.id), 'aria-current': current && !state.step && 'page' },
    journey.title,
  );
  const item = make('li', { class: current ? 'current' : '' }, link);
  const steps = journey.steps.filter((step) => found.has(step.id));
  if (steps.length) item.append(make('ul', {}, ...steps.slice(0, MOST_STEPS).map(listedStep, journey)));
  if (steps.length > MOST_STEPS) {
    item.append(make('small', {}, say('more', steps.length - MOST_STEPS)));
  }
  return item;
}

function listedStep(step) {
  const here = this.id === state.journey && step.id === state.step;
  const link = make(
    'a', { href: address(this.id, step.id), 'aria-current': here && 'step' }, step.title,
  );
  return make('li', {}, link);
}
