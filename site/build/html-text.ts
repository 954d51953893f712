/** Text that Markdown, HTML and Vue take as it is. */
export function escapeHtml(text: string): string {
  const names: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    '{': '&#123;',
    '}': '&#125;',
    '*': '&#42;',
    _: '&#95;',
    '`': '&#96;',
    $: '&#36;',
    '[': '&#91;',
    ']': '&#93;',
  };
  return text.replaceAll(/[&<>"{}*_`$[\]]/g, (sign) => names[sign]!);
}

/** A table of labels and what they label, in one line, so that Markdown leaves it alone. */
export function tableHtml(rows: readonly (readonly [label: string, text: string])[]): string {
  const cells = rows.map(
    ([label, text]) =>
      `<tr data-label="${escapeHtml(label)}">${headOf(label)}<td>${escapeHtml(text)}</td></tr>`,
  );
  return `<table class="bn-table"><tbody>${cells.join('')}</tbody></table>`;
}

/** A line that goes on from the one above it has no head. */
function headOf(label: string): string {
  return label === '' ? '<td></td>' : `<th scope="row">${escapeHtml(label)}</th>`;
}
