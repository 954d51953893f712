/** The layout of a report, on the tokens that it shares with the site. */
export const PAGE_CSS = `
* { box-sizing: border-box; }
html { background: var(--bn-paper); color: var(--bn-ink); font: var(--bn-size)/var(--bn-leading) var(--bn-font); }
body { margin: 0 auto; max-width: 72rem; padding: var(--bn-space); overflow-wrap: anywhere; }
h1 { font-size: var(--bn-size-title); line-height: 1.25; margin: var(--bn-space) 0 0.25rem; }
h2 { font-size: var(--bn-size-large); margin: 2.5rem 0 0.5rem; padding-top: 1rem; border-top: 1px solid var(--bn-line); }
h3 { font-size: var(--bn-size); margin: 2rem 0 0.5rem; }
h4 { font-family: var(--bn-mono); font-size: var(--bn-size); margin: 0 0 0.25rem; }
h4 small { color: var(--bn-muted); font: var(--bn-size-small) var(--bn-font); }
p { margin: 0.25rem 0; }
a { color: var(--bn-accent); }
a:focus-visible, summary:focus-visible, .wide:focus-visible { outline: 2px solid var(--bn-accent); outline-offset: 2px; }
.muted, figcaption { color: var(--bn-muted); font-size: var(--bn-size-small); }
.verdict { font-size: var(--bn-size-large); }
.passed { color: var(--bn-passed); } .failed { color: var(--bn-failed); }
.warned { color: var(--bn-warned); } .idle { color: var(--bn-idle); }
td.passed a, td.failed a, td.warned a { color: inherit; }
.wide { overflow-x: auto; margin: 0.5rem 0; }
table { border-collapse: collapse; font-size: var(--bn-size-small); }
th, td { border-bottom: 1px solid var(--bn-line); padding: 0.25rem 0.75rem 0.25rem 0; text-align: left; vertical-align: top; overflow-wrap: normal; }
thead th { background: var(--bn-paper); color: var(--bn-muted); font-weight: 600; vertical-align: bottom; }
tbody th { font-weight: 400; font-family: var(--bn-mono); white-space: nowrap; }
td.number { font-variant-numeric: tabular-nums; text-align: right; }
.grid td { text-align: center; padding: 0.125rem 0.5rem; }
.grid tbody th { position: sticky; left: 0; background: var(--bn-paper); }
.grid tbody tr:hover > * { background: var(--bn-panel); }
.upright { display: inline-block; writing-mode: vertical-rl; transform: rotate(180deg); max-height: 14rem; }
article { background: var(--bn-panel); border: 1px solid var(--bn-line); border-radius: var(--bn-radius); margin: var(--bn-space) 0; padding: 0.75rem var(--bn-space); scroll-margin-top: 1rem; }
article:target, article:has(:target) { border-color: var(--bn-accent); }
dl { display: grid; grid-template-columns: minmax(8rem, max-content) 1fr; gap: 0.125rem var(--bn-space); margin: 0.5rem 0; font-size: var(--bn-size-small); }
dt { grid-column: 1; color: var(--bn-muted); }
dd { grid-column: 2; margin: 0; min-width: 0; font-family: var(--bn-mono); }
figure { margin: 0.5rem 0; }
svg { max-width: 100%; height: auto; }
@media (max-width: 40rem) {
  dl { display: block; }
  dd { margin: 0 0 0.375rem 0; }
}
@media print {
  body { max-width: none; font-size: 10pt; }
  article, tr, figure { break-inside: avoid; }
  .wide { overflow: visible; }
  a { color: inherit; text-decoration: none; }
}
`;
