import { describe, expect, it } from 'vitest';
import { withHead } from './page-head.ts';

const html =
  '<!doctype html><html lang="zh-CN"><head><title>规矩</title></head><body></body></html>';
const head = { title: '入驻评审', product: '规矩', site: '示例园区', lang: 'zh-CN' };

describe('the head of a page', () => {
  it('says what the page is, and whose', () => {
    const page = withHead(html, {
      ...head,
      ...{ description: '五个工作日', url: 'https://p.example/x' },
    });
    expect(page).toContain('<title>入驻评审 · 示例园区</title>');
    for (const [name, content] of [
      ['property="og:site_name"', '示例园区'],
      ['property="og:title"', '入驻评审'],
      ['property="og:url"', 'https://p.example/x'],
      ['name="description"', '五个工作日'],
      ['property="og:description"', '五个工作日'],
    ]) {
      expect(page).toContain(`${name} content="${content}"`);
    }
    expect(page).not.toContain('robots');
    expect(page).toContain('</head><body></body></html>');
  });

  it('names the product once where it is the title, and leaves out what it does not know', () => {
    const page = withHead(html, { ...head, title: '规矩', site: '规矩' });
    expect(page).toContain('<title>规矩</title>');
    expect(page).not.toMatch(/description|og:url/);
  });

  it('names the park once where it is the title, and then what it is a page of', () => {
    const page = withHead(html, { ...head, title: '示例园区' });
    expect(page).toContain('<title>示例园区 · 规矩</title>');
  });

  it('keeps what a pack says from becoming markup or a pattern', () => {
    const page = withHead(html, { ...head, title: `"><script>$&$1</script>` });
    expect(page).toContain('&quot;&gt;&lt;script&gt;$&amp;$1&lt;/script&gt; · 示例园区');
    expect(page).not.toContain('<script>');
  });

  it('shortens what nobody would show, and asks that private pages are not listed', () => {
    const page = withHead(html, { ...head, description: '条'.repeat(300), unlisted: true });
    expect(page).toContain(`content="${'条'.repeat(159)}…"`);
    expect(page).toContain('name="robots" content="noindex"');
  });

  it('says its language', () => {
    expect(withHead(html, { ...head, lang: 'en' })).toContain('<html lang="en">');
  });
});
