// Opens BPMN files with the model of bpmn-js and saves them: {name: xml} in, {name: xml} out.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const require = createRequire(`${process.argv[2]}/`);
const moddle = await import(pathToFileURL(require.resolve("bpmn-moddle")));
const Model = moddle.BpmnModdle ?? moddle.default;
const files = JSON.parse(readFileSync(0, "utf-8"));
const saved = {};
for (const [name, xml] of Object.entries(files)) {
  const model = new Model();
  const { rootElement } = await model.fromXML(xml);
  saved[name] = (await model.toXML(rootElement, { format: true })).xml;
}
process.stdout.write(JSON.stringify(saved));
