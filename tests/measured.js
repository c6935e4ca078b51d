// What a reader cannot read on the page as it stands now: faults as sentences, and how much was looked at. Colours are
// the same at every width: they are looked at when asked for.
coloured => {
  const seen = { cells: 0, equations: 0, figures: 0, texts: 0, lines: 0 }, faults = new Set();
  const root = window.Reveal ? Reveal.getCurrentSlide() : document.body;
  const phone = innerWidth < 600;
  const all = (selector, from = root) => [...from.querySelectorAll(selector)];

  // ---- widths

  const edged = box => getComputedStyle(box).overflowX === "auto"
    && getComputedStyle(box).backgroundImage.includes("radial-gradient");

  function expectFit(box, what) {
    const over = box.scrollWidth - box.clientWidth;
    if (over > 1 && !(phone && edged(box))) faults.add(`${over} px of ${what} are cut off`);
  }

  all("details").forEach(one => { one.open = true; });
  all("div.cell_input pre, .jp-InputArea-editor pre").forEach(code => {
    seen.cells++;
    expectFit(code, `the code "${code.textContent.trim().slice(0, 50)}"`);
  });
  all("mjx-container").forEach(equation => {
    seen.equations++;
    const box = equation.closest("div.math") || equation.parentElement, words = equation.textContent.slice(0, 30);
    if (equation.matches("[display=true]")) expectFit(box, `the equation "${words}"`);
    else {
      const right = box.closest("table, section, .bd-article").getBoundingClientRect().right;
      if (equation.getBoundingClientRect().right > right + 1) faults.add(`the equation "${words}" leaves its line`);
    }
  });

  if (!coloured) return { seen, faults: [...faults] };

  // ---- colours: red, green, blue from 0 to 255, and how opaque

  const colour = text => {
    const parts = (text.match(/[\d.]+/g) || []).map(Number);
    if (/^(none|url|transparent)/.test(text) || parts.length < 3) return [0, 0, 0, 0];
    return [...parts.slice(0, 3).map(v => text.startsWith("color") ? 255 * v : v), parts[3] ?? 1];
  };
  const over = (top, share, ground) => ground.map((v, k) => v + (top[k] - v) * share);
  const light = rgb => rgb.map(v => v / 255).map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, k) => sum + v * [0.2126, 0.7152, 0.0722][k], 0);
  const contrast = (a, b) => {
    const [low, high] = [light(a), light(b)].sort((x, y) => x - y);
    return (high + 0.05) / (low + 0.05);
  };

  function opacity(element) {
    let share = 1;
    for (let at = element; at instanceof Element; at = at.parentElement) share *= getComputedStyle(at).opacity;
    return share;
  }

  function ground(element) {
    const layers = [];
    for (let at = element; at instanceof Element; at = at.parentElement) {
      const back = colour(getComputedStyle(at).backgroundColor);
      if (back[3] > 0) layers.unshift(back);
      if (back[3] === 1) break;
    }
    return layers.reduce((below, back) => over(back, back[3], below), [255, 255, 255]);
  }

  function expectContrast(paint, share, below, least, what) {
    const got = contrast(over(paint, paint[3] * share, below), below);
    if (got < least - 0.02) faults.add(`${what} has a contrast of ${got.toFixed(1)} : 1, ${least} are needed`);
  }

  // Whether a shape's clipping lets a point be seen.
  function unclipped(element, point) {
    const clipped = element.closest("[clip-path]");
    const id = clipped && clipped.getAttribute("clip-path").match(/#([^)"']+)/)?.[1];
    const rect = id && element.ownerSVGElement.querySelector(`[id="${id}"] rect`);
    if (!rect) return true;
    const place = point.matrixTransform(clipped.getScreenCTM().inverse()), at = name => Number(rect.getAttribute(name));
    return place.x >= at("x") && place.x <= at("x") + at("width")
      && place.y >= at("y") && place.y <= at("y") + at("height");
  }

  // The shapes that lie under a point of a drawing, from the ground upwards.
  function under(shapes, text, below) {
    const box = text.getBoundingClientRect(), x = box.x + box.width / 2, y = box.y + box.height / 2;
    for (const shape of shapes) {
      if (!(shape.element.compareDocumentPosition(text) & Node.DOCUMENT_POSITION_FOLLOWING)) break;
      const at = shape.box;
      if (x < at.left || x > at.right || y < at.top || y > at.bottom) continue;
      const point = new DOMPoint(x, y), place = point.matrixTransform(shape.element.getScreenCTM().inverse());
      if (!shape.element.isPointInFill(place) || !unclipped(shape.element, point)) continue;
      below = over(shape.fill, shape.share, below);
    }
    return below;
  }

  function drawing(svg, below, name) {
    const shapes = [], inks = [];
    for (const element of all("rect, circle, path", svg)) {
      if (element.closest("defs, clipPath, .modebar, .zoomlayer, .hoverlayer")) continue;
      const style = getComputedStyle(element), fill = colour(style.fill), stroke = colour(style.stroke);
      const faint = opacity(element), share = fill[3] * style.fillOpacity * faint;
      const stroked = stroke[3] * style.strokeOpacity * faint;
      if (share > 0) shapes.push({ element, fill, share, box: element.getBoundingClientRect() });
      const isLine = stroked > 0.2 && parseFloat(style.strokeWidth) > 0;
      const matters = (element.tagName === "path" || stroked === 1)
        && !element.closest(".point, .gridlayer, .colorbar, .cbfills");
      if (isLine && matters) inks.push([stroke, stroked]);
      if (element.closest(".points") && share > 0.2) inks.push([fill, share]);
    }
    seen.lines += inks.length;
    for (const [ink, share] of inks) expectContrast(ink, share, below, 3, `a line ${ink.slice(0, 3)} of ${name}`);
    for (const text of all("text", svg)) {
      if (!text.textContent.trim() || !text.getBoundingClientRect().width || opacity(text) === 0) continue;
      seen.texts++;
      for (const part of [text, ...all("tspan", text)]) {
        const style = getComputedStyle(part);
        const haloed = style.paintOrder.startsWith("stroke") && colour(style.stroke)[3] === 1;
        expectContrast(colour(style.fill), style.fillOpacity * opacity(part),
          haloed ? below : under(shapes, text, below), 4.5,
          `"${text.textContent.slice(0, 30)}" in ${name}`);
      }
    }
  }

  const dark = matchMedia("(prefers-color-scheme: dark)").matches && !window.Reveal;
  function image(img, name) {
    const [kind, data] = img.src.split(",");
    if (!kind.includes("svg")) return;
    const host = document.body.appendChild(document.createElement("div"));
    host.style.cssText = "position:absolute;left:0;top:0";
    const bytes = Uint8Array.from(atob(data), c => c.charCodeAt(0));
    host.attachShadow({ mode: "open" }).innerHTML = new TextDecoder().decode(bytes);
    const svg = host.shadowRoot.firstChild;
    svg.style.colorScheme = dark ? "dark" : "light";
    drawing(svg, ground(img), name);
    host.remove();
  }

  for (const figure of all("figure.unrolled, div.unrolled")) {
    seen.figures++;
    const name = (figure.querySelector("figcaption")?.textContent || figure.querySelector("img")?.alt || "a figure")
      .slice(0, 40).replace(/\n/g, " ");
    all("svg.main-svg", figure).forEach(svg => drawing(svg, ground(figure), name));
    all("img", figure).forEach(img => image(img, name));
  }
  const outputs = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = outputs.nextNode(); node; node = outputs.nextNode()) {
    const element = node.parentElement;
    if (!node.textContent.trim() || !element.closest(".cell_output, .jp-OutputArea-output")) continue;
    if (element.closest("svg, script, style, .modebar") || !element.getClientRects().length) continue;
    seen.texts++;
    expectContrast(colour(getComputedStyle(element).color), opacity(element), ground(element), 4.5,
      `"${node.textContent.trim().slice(0, 30)}"`);
  }
  return { seen, faults: [...faults] };
}
