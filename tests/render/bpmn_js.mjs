// Opens BPMN files in bpmn-js in a browser: node bpmn_js.mjs NODE_MODULES CHROMIUM FLAGS < {name: xml}
// Prints {name: {warnings, missing, unseen}}: what the import complains of, elements that are
// not in the registry, and shapes and connections that are drawn nowhere.
import fs from 'node:fs';
import { createRequire } from 'node:module';

const [modules, executablePath, flags] = process.argv.slice(2);
const require = createRequire(`${modules}/`);
const { chromium } = require('playwright-core');

const files = JSON.parse(fs.readFileSync(0, 'utf8'));
const browser = await chromium.launch({ executablePath, args: flags.split(' ') });
const page = await browser.newPage();
await page.setContent('<div id="canvas" style="width:1600px;height:900px"></div>');
await page.addScriptTag({ path: `${modules}/bpmn-js/dist/bpmn-viewer.production.min.js` });

const found = {};
for (const [name, xml] of Object.entries(files)) {
  found[name] = await page.evaluate(async (xml) => {
    document.querySelector('#canvas').innerHTML = '';
    const viewer = new BpmnJS({ container: '#canvas' });
    const { warnings } = await viewer.importXML(xml);
    const registry = viewer.get('elementRegistry');
    const tree = new DOMParser().parseFromString(xml, 'text/xml');
    const drawn = [...tree.querySelectorAll('BPMNShape, BPMNEdge')];
    const ids = drawn.map((each) => each.getAttribute('bpmnElement'));
    const missing = ids.filter((id) => !registry.get(id));
    const unseen = ids.filter((id) => registry.get(id) && !registry.getGraphics(id).hasChildNodes());
    viewer.destroy();
    return { warnings: warnings.map((each) => each.message), missing, unseen, count: ids.length };
  }, xml);
}
await browser.close();
process.stdout.write(JSON.stringify(found));
