import { plainText } from '../shown-text.ts';

const ESCAPES: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '{': '\\{',
  '}': '\\}',
  $: '\\$',
  '&': '\\&',
  '#': '\\#',
  '%': '\\%',
  _: '\\_',
  '^': '\\textasciicircum{}',
  '~': '\\textasciitilde{}',
  '<': '\\textless{}',
  '>': '\\textgreater{}',
  '|': '\\textbar{}',
  '"': "''",
  // The accent over nothing: the sign itself needs a further font.
  '`': '\\`{}',
  '\u00A0': '~',
  '−': '$-$',
  '–': '--',
  '—': '---',
  '‘': '`',
  '’': "'",
  '“': '``',
  '”': "''",
  '…': '\\ldots{}',
};

/** Characters that are mathematics to LaTeX. */
const MATHEMATICS: Readonly<Record<string, string>> = {
  '†': '\\dagger',
  '‡': '\\ddagger',
  '•': '\\bullet',
  '×': '\\times',
  '±': '\\pm',
  '÷': '\\div',
  '√': '\\surd',
  '∑': '\\sum',
  '∈': '\\in',
  '·': '\\cdot',
  '²': '^{2}',
  '³': '^{3}',
  '°': '^{\\circ}',
  '≤': '\\leq',
  '≥': '\\geq',
  '≠': '\\neq',
  '≈': '\\approx',
  '→': '\\rightarrow',
  '∞': '\\infty',
  Δ: '\\Delta',
  Σ: '\\Sigma',
  α: '\\alpha',
  β: '\\beta',
  γ: '\\gamma',
  δ: '\\delta',
  ε: '\\varepsilon',
  θ: '\\theta',
  λ: '\\lambda',
  μ: '\\mu',
  µ: '\\mu',
  ρ: '\\rho',
  σ: '\\sigma',
  τ: '\\tau',
  χ: '\\chi',
};

/** Text that LaTeX prints as it stands here, whatever it holds. */
export function latexText(text: string): string {
  return Array.from(plainText(text), (letter) => {
    const formula = MATHEMATICS[letter];
    return formula === undefined ? (ESCAPES[letter] ?? letter) : `$${formula}$`;
  }).join('');
}

/** Latin letters with accents, which pdflatex knows without a package. */
const KNOWN = /^[\u0020-\u007E\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u00FF]$/u;

/** Whether a text has letters, Chinese ones for instance, that need xelatex and a font with them. */
export function needsUnicode(text: string): boolean {
  return Array.from(plainText(text)).some(
    (letter) =>
      !KNOWN.test(letter) && ESCAPES[letter] === undefined && MATHEMATICS[letter] === undefined,
  );
}
