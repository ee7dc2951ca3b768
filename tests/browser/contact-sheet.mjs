/** The plain page on which all pictures lie, one section a screen. */
const LARGE = 0.75;
const SMALL = 0.5;
const PHONE_WIDTH = 400;
const STRIP_HEIGHT = 900;

/** The page, as HTML. A long picture is shown in strips beside each other, so that it can be read. */
export function contactSheet(screens) {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Alongside: every screen</title>
<style>
body { margin: 0; background: #d5d5d5; font: 1rem/1.4 sans-serif; }
h1, section { padding: 1rem; }
h1, h2 { margin: 0; }
section { display: flex; flex-wrap: wrap; align-items: start; gap: 1rem; }
h2 { inline-size: 100%; }
figure { margin: 0; }
figcaption { padding-block-end: 0.25rem; }
a { display: flex; flex-wrap: wrap; align-items: start; gap: 0.375rem; }
i { display: block; }
</style>
<h1>Every screen</h1>
${screens.map(section).join("\n")}
</html>
`;
}

function section({ name, title, pictures }) {
  const figures = pictures.map((picture) => figure(title, picture));
  return `<section id="${name}">\n<h2>${title}</h2>\n${figures.join("\n")}\n</section>`;
}

function figure(title, { caption, file, width, height }) {
  const scale = width > PHONE_WIDTH ? SMALL : LARGE;
  const [wide, high] = [Math.round(width * scale), Math.round(height * scale)];
  const strips = Array.from({ length: Math.ceil(high / STRIP_HEIGHT) }, (_, index) => {
    const top = index * STRIP_HEIGHT;
    return `<i style="inline-size: ${wide}px; block-size: ${Math.min(STRIP_HEIGHT, high - top)}px; background: url(${file}) 0 -${top}px / ${wide}px"></i>`;
  });
  return `<figure><figcaption>${caption}</figcaption><a href="${file}" aria-label="${title}: ${caption}">${strips.join("")}</a></figure>`;
}
