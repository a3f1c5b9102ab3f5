// The picture of one journey: pan, zoom, and the way from step to step by keys.

const SMALLEST = 0.1;
const LARGEST = 4;
const LEGIBLE = 0.62;
const READABLE = 0.8;
const AIR = 32;
const canvases = new Map();

class Canvas {
  constructor(element) {
    this.element = element;
    this.svg = one('svg', element);
    this.size = { wide: this.svg.width.baseVal.value, high: this.svg.height.baseVal.value };
    this.pointers = new Map();
    this.dragged = false;
    this.links = all('a', this.svg);
    this.seen = this.room();
    this.open();
    this.prepare();
  }

  prepare() {
    const { element } = this;
    for (const link of this.links) {
      link.setAttribute('tabindex', '-1');
      link.setAttribute('aria-label', one('title', link).textContent);
    }
    this.links[0]?.setAttribute('tabindex', '0');
    element.addEventListener('wheel', (event) => this.wheel(event), { passive: false });
    element.addEventListener('pointerdown', (event) => this.down(event));
    element.addEventListener('pointermove', (event) => this.move(event));
    for (const name of ['pointerup', 'pointercancel']) {
      element.addEventListener(name, (event) => this.up(event));
    }
    element.addEventListener('click', (event) => this.click(event), { capture: true });
    element.addEventListener('dragstart', (event) => event.preventDefault());
    element.addEventListener('keydown', (event) => this.key(event));
    element.addEventListener('focusin', (event) => this.focused(event.target.closest('a')));
    element.addEventListener('focusout', () => this.focused(null));
    new ResizeObserver(() => this.resized()).observe(element);
    // The browser would scroll a focused shape into sight; the picture moves instead.
    element.addEventListener('scroll', () => element.scrollTo(0, 0));
  }

  // The whole picture where it can be read, else its left end: the rest is a drag away.
  open() {
    const whole = this.whole();
    this.centre(whole < LEGIBLE ? Math.max(whole, READABLE) : whole);
  }

  fit() {
    this.centre(this.whole());
  }

  whole() {
    const { wide, high } = this.room();
    return Math.min(wide / this.size.wide, high / this.size.high, 1.25);
  }

  centre(scale) {
    const { wide, high } = this.room();
    const before = (room, size) => Math.max(0, (room - size * scale) / 2);
    this.place(scale, before(wide, this.size.wide), before(high, this.size.high));
  }

  // What was in the middle stays there, and what is chosen in sight.
  resized() {
    const { wide, high } = this.room();
    if (!wide || !high) return;
    const { wide: before, high: above } = this.seen;
    this.seen = { wide, high };
    if (!before || !above) this.open();
    else this.place(this.scale, this.x + (wide - before) / 2, this.y + (high - above) / 2);
    const chosen = this.shape(state.step);
    if (chosen) this.reveal(chosen);
  }

  room() {
    return { wide: this.element.clientWidth, high: this.element.clientHeight };
  }

  // Keep a piece of the picture in sight, wherever it is moved.
  place(scale, x, y) {
    const { wide, high } = this.room();
    this.scale = Math.min(LARGEST, Math.max(SMALLEST, scale));
    const within = (at, room, size) => Math.min(room - AIR * 2, Math.max(AIR * 2 - size, at));
    this.x = within(x, wide, this.size.wide * this.scale);
    this.y = within(y, high, this.size.high * this.scale);
    this.svg.style.transform = `translate(${this.x}px,${this.y}px) scale(${this.scale})`;
    one('#scale').textContent = `${Math.round(100 * this.scale)}%`;
  }

  pan(across, down) {
    this.place(this.scale, this.x + across, this.y + down);
  }

  zoom(factor, at = { x: this.room().wide / 2, y: this.room().high / 2 }) {
    const scale = Math.min(LARGEST, Math.max(SMALLEST, this.scale * factor));
    const grown = scale / this.scale;
    this.place(scale, at.x - (at.x - this.x) * grown, at.y - (at.y - this.y) * grown);
  }

  // Move as little as brings a shape into sight.
  reveal(shape) {
    const box = shape.getBoundingClientRect();
    const around = this.element.getBoundingClientRect();
    const missing = (from, to, low, high) =>
      Math.max(0, low + AIR - from) || Math.min(0, high - AIR - to);
    const across = missing(box.left, box.right, around.left, around.right);
    const down = missing(box.top, box.bottom, around.top, around.bottom);
    if (across || down) this.pan(across, down);
  }

  point(event) {
    const around = this.element.getBoundingClientRect();
    return { x: event.clientX - around.left, y: event.clientY - around.top };
  }

  wheel(event) {
    event.preventDefault();
    const unit = event.deltaMode === 1 ? 20 : 1;
    if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
      this.pan(-(event.deltaX || event.deltaY) * unit, 0);
    } else {
      const speed = event.ctrlKey ? 0.01 : 0.0015;
      this.zoom(Math.exp(-event.deltaY * unit * speed), this.point(event));
    }
  }

  down(event) {
    if (event.button !== 0) return;
    this.pointers.set(event.pointerId, this.point(event));
    if (this.pointers.size === 1) this.dragged = false;
  }

  move(event) {
    const before = this.pointers.get(event.pointerId);
    if (!before) return;
    const now = this.point(event);
    const far = Math.hypot(now.x - before.x, now.y - before.y);
    // A hand that shakes while it clicks does not drag.
    if (!this.dragged && far < 4) return;
    if (!this.dragged) this.element.setPointerCapture(event.pointerId);
    this.dragged = true;
    this.element.classList.add('dragged');
    if (this.pointers.size === 1) this.pan(now.x - before.x, now.y - before.y);
    else this.pinch(event.pointerId, before, now);
    this.pointers.set(event.pointerId, now);
  }

  pinch(moved, before, now) {
    const other = [...this.pointers].find(([id]) => id !== moved)[1];
    const far = (at) => Math.max(1, Math.hypot(at.x - other.x, at.y - other.y));
    const middle = (at) => ({ x: (at.x + other.x) / 2, y: (at.y + other.y) / 2 });
    this.pan(middle(now).x - middle(before).x, middle(now).y - middle(before).y);
    this.zoom(far(now) / far(before), middle(now));
  }

  up(event) {
    this.pointers.delete(event.pointerId);
    this.element.classList.remove('dragged');
  }

  // The end of a drag is no click.
  click(event) {
    if (!this.dragged) return;
    event.preventDefault();
    event.stopPropagation();
    this.dragged = false;
  }

  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const ways = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
    const way = ways[event.key];
    const link = event.target.closest('a');
    if (way && link && !event.shiftKey) this.step(link, way);
    else if (way) this.pan(-80 * way[0], -80 * way[1]);
    else if (event.key === '+' || event.key === '=') this.zoom(1.25);
    else if (event.key === '-') this.zoom(0.8);
    else if (event.key === '0') this.fit();
    else if (event.key === ' ' && link) location.hash = link.getAttribute('href');
    else return;
    event.preventDefault();
  }

  // Go to the nearest shape that lies more that way than aside.
  step(from, [across, down]) {
    const middle = (link) => {
      const box = link.getBoundingClientRect();
      return [box.left + box.width / 2, box.top + box.height / 2];
    };
    const [x, y] = middle(from);
    let best = null;
    for (const link of this.links) {
      const [right, below] = [middle(link)[0] - x, middle(link)[1] - y];
      const ahead = right * across + below * down;
      const aside = Math.abs(right * down) + Math.abs(below * across);
      const far = ahead + 2 * aside;
      if (ahead > 4 && ahead > aside / 2 && (!best || far < best.far)) best = { link, far };
    }
    best?.link.focus({ preventScroll: true });
  }

  // One shape at a time is reached by Tab; the one that keys lead to has a dashed box.
  focused(link) {
    const seen = link?.matches(':focus-visible') && one('[data-step]', link).dataset.step;
    for (const halo of all('.halo', this.svg)) {
      halo.classList.toggle('focused', halo.dataset.step === seen);
    }
    if (!link) return;
    for (const each of this.links) each.setAttribute('tabindex', each === link ? '0' : '-1');
    if (seen) this.reveal(link);
  }

  // Light up what is chosen, and what was found.
  mark(chosen, found) {
    for (const shape of all('[data-step]', this.svg)) {
      shape.classList.toggle('chosen', shape.dataset.step === chosen);
      shape.classList.toggle('found', found.has(shape.dataset.step));
    }
    for (const link of this.links) {
      const current = one('[data-step]', link).dataset.step === chosen;
      if (current) link.setAttribute('aria-current', 'step');
      else link.removeAttribute('aria-current');
    }
  }

  shape(step) {
    return this.links.find((link) => one('[data-step]', link).dataset.step === step);
  }
}

function canvasOf(article) {
  if (!canvases.has(article)) canvases.set(article, new Canvas(one('.canvas', article)));
  return canvases.get(article);
}
