/** What no screen may do: axe's rules, sideways scroll, small targets, overlaps, broken words. */
import axe from "axe-core";

/** Every rule of WCAG 2.0 to 2.2, A and AA, and axe's best practices. */
export const ALL_RULES = { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] };
/** What a larger text can break. */
export const SIZE_RULES = { type: "rule", values: ["target-size", "scrollable-region-focusable"] };
/** Those of them that a change of colours can break; the others don't look at colours. */
export const COLOUR_RULES = { type: "rule", values: ["color-contrast", "link-in-text-block"] };

/** How many texts of each kind are looked at for their colours: one may lie under a bar. */
const OF_A_KIND = 3;

/** Violations that axe finds on a page as it stands now, one line each. */
export async function violations(page, rules = ALL_RULES) {
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(axe.source);
  await page.evaluate(markKinds, OF_A_KIND);
  const found = await page.evaluate(async (runOnly) => {
    const { violations } = await globalThis.axe.run(document, {
      runOnly,
      rules: { "target-size": { enabled: true } },
      resultTypes: ["violations"],
    });
    return violations.map((one) => ({ id: one.id, help: one.help, at: one.nodes.map((node) => node.target.join(" ")) }));
  }, rules);
  return found.map((one) => `${one.id}: ${one.help} at ${one.at.slice(0, 3).join(", ")}`);
}

/**
 * Marks what colours are looked at, and tells axe: a few of all that is painted alike, itself and
 * all around it. Twenty cards or a hundred parts of a page hold a few kinds of text.
 */
function markKinds(ofAKind) {
  const LOOK = [
    "color", "backgroundColor", "backgroundImage", "fontSize", "fontWeight", "opacity", "textShadow", "textDecorationLine",
    "display", "visibility", "position", "clip", "clipPath", "filter", "mixBlendMode",
  ];
  const numbers = new Map();
  const number = (look) => numbers.get(look) ?? numbers.set(look, numbers.size).get(look);
  const kinds = new Map();
  const counts = new Map();
  for (const part of document.documentElement.querySelectorAll("*")) {
    const style = getComputedStyle(part);
    const own = [...part.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE).map(({ data }) => data.trim()).join("");
    const is = [part.localName, part.className.baseVal ?? part.className, part.checkVisibility(), part.matches(":disabled, [aria-disabled=true]")];
    const kind = number(JSON.stringify([kinds.get(part.parentElement), ...is, ...LOOK.map((name) => style[name])]));
    kinds.set(part, kind);
    const text = `${kind} ${Math.min(own.length, 2)}`;
    counts.set(text, (counts.get(text) ?? 0) + 1);
    part.toggleAttribute("data-kind", counts.get(text) <= ofAKind);
  }
  const rules = [{ id: "color-contrast", selector: "[data-kind]" }, { id: "link-in-text-block", selector: ":is(a[href], [role=link])[data-kind]" }];
  globalThis.axe.configure({ rules });
}

/** Parts that stick out to the side, where the page can be scrolled sideways. */
export function sideways(page) {
  return page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    const isCut = (part) => {
      for (let box = part.parentElement; box; box = box.parentElement) {
        if (getComputedStyle(box).overflowX !== "visible" && box !== document.body) return true;
      }
      return false;
    };
    const out = [...document.body.querySelectorAll("*")]
      .filter((part) => {
        const box = part.getBoundingClientRect();
        const isSeen = box.width > 1 && box.height > 1 && part.checkVisibility({ visibilityProperty: true });
        return isSeen && (box.right > width + 1 || box.left < -1) && !part.closest("svg, .skip") && !isCut(part);
      })
      .map((part) => `${part.tagName}.${part.className}: ${part.textContent.trim().slice(0, 30)}`);
    if (document.documentElement.scrollWidth > width + 1) out.push(`the page is ${document.documentElement.scrollWidth} px wide`);
    return out.slice(0, 4);
  });
}

/** Controls that a fingertip of 44 px does not fit on; links inside a sentence may be smaller. */
export function smallTargets(page) {
  return page.evaluate(() => {
    const LEAST = 43.5;
    const inSentence = (part) =>
      part.tagName === "A" && getComputedStyle(part).display === "inline" &&
      part.parentElement.textContent.trim().length > part.textContent.trim().length;
    const hits = (part, x, y) => {
      const top = document.elementFromPoint(x, y);
      return top !== null && (part.contains(top) || top.closest("label")?.contains(part) || top.closest("label")?.control === part);
    };
    const isLarge = (part) => {
      const { width, height } = (part.closest("label") ?? part).getBoundingClientRect();
      if (width >= LEAST && height >= LEAST) return true;
      part.scrollIntoView({ block: "center" });
      const box = part.getBoundingClientRect();
      const [x, y, reach] = [box.x + box.width / 2, box.y + box.height / 2, LEAST / 2 - 1];
      return [[x, y - reach], [x, y + reach], [x - reach, y], [x + reach, y]].every(([a, b]) => hits(part, a, b));
    };
    const whole = document.querySelector(".js .sheet[open] .panel") ?? document;
    return [...whole.querySelectorAll("a[href], button, summary, select, input:not([type=hidden])")]
      .filter((part) => part.checkVisibility({ visibilityProperty: true, opacityProperty: false }) && !part.matches(".skip, .vh[aria-hidden=true]") && !inSentence(part) && !isLarge(part))
      .map((part) => `${part.tagName} ${part.getAttribute("aria-label") ?? part.textContent.trim().slice(0, 30)}`);
  });
}

/** Texts that lie over one another; what sticks to an edge lies over the rest by design. */
export function overlaps(page) {
  return page.evaluate(() => {
    const texts = [];
    const whole = document.querySelector(".js .sheet[open] .panel") ?? document.body;
    const sticks = (part) => {
      for (let box = part; box && box !== whole; box = box.parentElement) {
        if (["fixed", "sticky"].includes(getComputedStyle(box).position)) return true;
      }
      return false;
    };
    const walker = document.createTreeWalker(whole, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const parent = node.parentElement;
      if (!node.data.trim() || !parent.checkVisibility({ visibilityProperty: true })) continue;
      if (parent.closest("script, style, .skip, .vh") || sticks(parent)) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      for (const box of range.getClientRects()) if (box.width > 2) texts.push({ node, box });
    }
    const found = [];
    texts.sort((one, other) => one.box.top - other.box.top);
    texts.forEach((one, index) => {
      for (let next = index + 1; next < texts.length && texts[next].box.top < one.box.bottom; next += 1) {
        const other = texts[next];
        const wide = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
        const high = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top);
        const line = Math.min(one.box.height, other.box.height);
        if (one.node !== other.node && wide > 2 && high > line / 3) found.push(`${one.node.data.trim().slice(0, 25)} / ${other.node.data.trim().slice(0, 25)}`);
      }
    });
    return found.slice(0, 4);
  });
}

/** Short words that are broken over two lines, and texts that are cut off; an address has no words. */
export function brokenWords(page) {
  return page.evaluate(() => {
    const found = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const parent = node.parentElement;
      if (!node.data.trim() || !parent.checkVisibility() || parent.closest(".vh, .skip, script")) continue;
      const box = parent.getBoundingClientRect();
      if (getComputedStyle(parent).overflow !== "visible" && parent.scrollWidth > box.width + 2) found.push(`cut: ${node.data.trim().slice(0, 30)}`);
      const words = node.data.replace(/\S+(:\/\/|@)\S+/g, (address) => " ".repeat(address.length));
      for (const word of words.matchAll(/(?<!\p{L})\p{L}{4,10}(?!\p{L})/gu)) {
        const range = document.createRange();
        range.setStart(node, word.index);
        range.setEnd(node, word.index + word[0].length);
        const tops = new Set([...range.getClientRects()].map((rect) => Math.round(rect.top)));
        if (tops.size > 1) found.push(`broken: ${word[0]}`);
      }
    }
    return found.slice(0, 4);
  });
}
