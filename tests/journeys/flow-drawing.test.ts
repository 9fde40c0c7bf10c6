import { createRequire } from 'node:module';
import { chromium, type Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { flowOf } from '#engines/process/index.ts';
import { ADMISSION } from '#engines/process/testing/sample.ts';
import { bpmnOf } from '#platform/diagrams/index.ts';
import { findChromium } from '#tools/test/browser.ts';

const viewer = createRequire(import.meta.url).resolve('bpmn-js/dist/bpmn-viewer.production.min.js');

let browser: Browser;
beforeAll(async () => {
  browser = await chromium.launch({
    executablePath: findChromium() ?? '',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
  });
});
afterAll(() => browser.close());

test('a BPMN tool opens the flow of a service without a warning and draws every step', async () => {
  const graph = flowOf(ADMISSION);
  const xml = await bpmnOf(graph, {
    code: ADMISSION.code,
    title: ADMISSION.title['zh-CN'],
    nodeName: (node) => node.title?.['zh-CN'] ?? node.id,
    verbName: (verb) => verb,
    nodeNote: () => '',
  });
  const page = await browser.newPage();
  await page.setContent('<div id="canvas" style="width: 1200px; height: 800px"></div>');
  await page.addScriptTag({ path: viewer });
  // As text, for the page alone knows the viewer's name.
  const warnings = await page.evaluate<string[]>(
    `new BpmnJS({ container: '#canvas' })
      .importXML(${JSON.stringify(xml)})
      .then(({ warnings }) => warnings.map(({ message }) => message))`,
  );
  expect(warnings).toEqual([]);
  for (const { id } of graph.nodes) {
    expect(await page.locator(`[data-element-id="n-${id}"]`).count(), id).toBe(1);
  }
});
