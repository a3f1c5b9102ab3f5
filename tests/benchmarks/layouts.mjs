// Reads [{name, shapes, arrows, bpmn}] and writes what bpmn-auto-layout and elkjs make of each.
import fs from 'node:fs';
import path from 'node:path';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const modules = process.argv[2];
const require = createRequire(path.join(modules, 'x.js'));
const automatic = path.join(modules, 'bpmn-auto-layout', 'dist', 'index.js');
const { layoutProcess } = await import(pathToFileURL(automatic).href);
const ELK = require('elkjs');

const elk = new ELK();
const layoutOptions = {
  'elk.algorithm': 'layered', 'elk.direction': 'RIGHT', 'elk.edgeRouting': 'ORTHOGONAL',
};

function byElk(graph) {
  return elk.layout({
    id: 'root', layoutOptions,
    children: graph.shapes.map(({ id, size }) => ({ id, width: size[0], height: size[1] })),
    edges: graph.arrows.map(({ id, ends }) => ({ id, sources: [ends[0]], targets: [ends[1]] })),
  });
}

function drawn({ children, edges }) {
  const way = ({ sections: [s] }) => [s.startPoint, ...(s.bendPoints || []), s.endPoint];
  return {
    boxes: children.map(({ x, y, width, height }) => [x, y, x + width, y + height]),
    lines: edges.map((edge) => way(edge).map(({ x, y }) => [x, y])),
  };
}

const found = {};
for (const graph of JSON.parse(fs.readFileSync(0, 'utf8'))) {
  found[graph.name] = { elk: drawn(await byElk(graph)), automatic: await layoutProcess(graph.bpmn) };
}
fs.writeFileSync(1, JSON.stringify(found));
