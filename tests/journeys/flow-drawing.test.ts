import { createRequire } from 'node:module';
import { chromium, type Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bpmnOf } from '#platform/diagrams/index.ts';
import { drawingNames } from '#platform/diagrams/bpmn/testing/names.ts';
import { packDefinitions } from '#platform/diagrams/bpmn/testing/packs.ts';
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

test('a BPMN tool opens every flow that ships without a warning and draws every step', async () => {
  const page = await browser.newPage();
  await page.setContent('<div id="canvas" style="width: 1200px; height: 800px"></div>');
  await page.addScriptTag({ path: viewer });
  await page.evaluate(`window.viewer = new BpmnJS({ container: '#canvas' })`);
  for (const { file, definition } of packDefinitions()) {
    const xml = await bpmnOf(definition, drawingNames);
    // As text, for the page alone knows the viewer's name.
    const warnings = await page.evaluate<string[]>(
      `viewer.importXML(${JSON.stringify(xml)})
        .then(({ warnings }) => warnings.map(({ message }) => message))`,
    );
    expect(warnings, file).toEqual([]);
    const steps = Object.entries(definition.flow.steps).flatMap(([name, step]) =>
      step.kind === 'single' ? [name] : Object.keys(step.members).map((one) => `${name}.${one}`),
    );
    for (const id of steps) {
      expect(await page.locator(`[data-element-id="n-${id}"]`).count(), id).toBe(1);
    }
  }
});
