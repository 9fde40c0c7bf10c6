/* global document, getComputedStyle, innerHeight, innerWidth, scrollX, scrollY */
/**
 * Runs in the page, before anything of its own. Before every Tab it remembers how all that can be
 * reached looks; `guijuFocus()` then says of what has the focus how it differs, and where it is.
 * What it answers is `FocusLook` of `keyboard.ts`.
 */
(() => {
  const reachable = 'a[href], button, input, select, textarea, summary, [tabindex]';
  const before = new WeakMap();
  // A hidden radio is drawn by its label, a field of Ant Design by what encloses it.
  const drawnBy = (element) =>
    [element, element.parentElement, element.closest('label'), element.nextElementSibling].filter(
      (each) => each !== null,
    );
  const marksOf = (element) =>
    drawnBy(element)
      .map((each) => {
        const { outlineStyle, outlineWidth, outlineColor, boxShadow, borderColor } =
          getComputedStyle(each);
        const outline = outlineStyle === 'none' ? '' : outlineWidth + outlineColor;
        return [outline, boxShadow, borderColor].join(' ');
      })
      .join(' | ');
  const remember = (event) => {
    if (event.key !== 'Tab') return;
    for (const element of document.querySelectorAll(reachable)) {
      if (element !== document.activeElement) before.set(element, marksOf(element));
    }
  };
  document.addEventListener('keydown', remember, { capture: true });

  const isInView = (element) => {
    const { left, top, right, bottom } = element.getBoundingClientRect();
    const x = (Math.max(left, 0) + Math.min(right, innerWidth)) / 2;
    const y = (Math.max(top, 0) + Math.min(bottom, innerHeight)) / 2;
    const over = document.elementFromPoint(x, y);
    const owner = element.closest('label') ?? element;
    return over !== null && (owner.contains(over) || over.contains(element));
  };
  globalThis.guijuFocus = () => {
    const element = document.activeElement ?? document.body;
    const { left, top, right, bottom } = element.getBoundingClientRect();
    const marks = marksOf(element);
    return {
      isMarked: marks !== (before.get(element) ?? marks),
      isInView: isInView(element),
      isNothing: element === document.body,
      index: [...document.querySelectorAll(reachable)].indexOf(element),
      box: {
        left: left + scrollX,
        top: top + scrollY,
        right: right + scrollX,
        bottom: bottom + scrollY,
      },
      value: element.selectedOptions?.[0]?.text ?? element.value ?? '',
    };
  };
})();
