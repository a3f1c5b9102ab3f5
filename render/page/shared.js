'use strict';
// What all parts of the page share: the data, the state, and elements made of text alone.

const data = JSON.parse(document.getElementById('data').textContent);
const state = { language: 0, journey: '', step: '', query: '' };

const view = () => data.views[state.language];
const journeyOf = (id) => view().journeys.find((each) => each.id === id);
const one = (selector, within = document) => within.querySelector(selector);
const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const say = (key, ...values) =>
  values.reduce((text, value, number) => text.replace(`{${number}}`, value), view().words[key]);
const address = (journey, step) => `#${journey}${step ? `/${step}` : ''}`;

// Texts become text nodes, never markup.
function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== false && value !== '') element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child !== null && child !== ''));
  return element;
}
