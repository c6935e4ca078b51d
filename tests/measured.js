// What a reader cannot read on the page as it stands now: faults as sentences, and how much was looked at. Colours are
// the same at every width: they are looked at when asked for.
coloured => {
  const seen = { cells: 0, equations: 0, explorers: 0, steppers: 0, figures: 0, texts: 0, lines: 0 };
  const faults = new Set();
  const root = window.Reveal ? Reveal.getCurrentSlide() : document.body;
  const phone = innerWidth < 600;
  const all = (selector, from = root) => [...from.querySelectorAll(selector)];
  const short = text => text.trim().replace(/\s+/g, " ").slice(0, 50);

  // ---- widths

  const edged = box => getComputedStyle(box).overflowX === "auto"
    && getComputedStyle(box).backgroundImage.includes("radial-gradient");

  function expectFit(box, what, mayScroll) {
    const over = box.scrollWidth - box.clientWidth;
    if (over > 1 && !(mayScroll && edged(box))) faults.add(`${over} px of ${what} are cut off`);
  }

  all("details").forEach(one => { one.open = true; });
  all("div.cell_input pre, .jp-InputArea-editor pre").forEach(code => {
    seen.cells++;
    expectFit(code, `the code "${short(code.textContent)}"`, false);
  });
  all("mjx-container").forEach(equation => {
    seen.equations++;
    const words = short(equation.querySelector("mjx-assistive-mml")?.textContent || equation.textContent);
    const box = equation.closest("div.math") || equation;
    if (equation.matches("[display=true]")) return expectFit(box, `the equation "${words}"`, phone);
    const column = equation.closest("td, th, section, .bd-article, body");
    if (equation.getBoundingClientRect().right > column.getBoundingClientRect().right + 1) {
      faults.add(`the equation "${words}" leaves its line`);
    }
  });
  all("mjx-merror, [data-mjx-error]").forEach(broken => {
    faults.add(`MathJax cannot read "${short(broken.textContent)}"`);
  });
  const wide = window.Reveal ? root.scrollWidth - root.clientWidth : document.documentElement.scrollWidth - innerWidth;
  if (wide > 1) faults.add(`the page is ${wide} px wider than its window`);

  if (!coloured) return { seen, faults: [...faults] };

  // ---- colours: red, green, blue from 0 to 255, and how opaque

  const colour = text => {
    const parts = (text.match(/[\d.]+/g) || []).map(Number);
    if (/^(none|url|transparent|context)/.test(text) || parts.length < 3) return [0, 0, 0, 0];
    return [...parts.slice(0, 3).map(v => text.startsWith("color") ? 255 * v : v), parts[3] ?? 1];
  };
  const over = (top, share, ground) => ground.map((v, k) => v + (top[k] - v) * share);
  const light = rgb => rgb.map(v => v / 255).map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, k) => sum + v * [0.2126, 0.7152, 0.0722][k], 0);
  const contrast = (a, b) => {
    const [low, high] = [light(a), light(b)].sort((x, y) => x - y);
    return (high + 0.05) / (low + 0.05);
  };

  // What an element has of those around it is asked once.
  function inherited(first, of) {
    const known = new Map();
    return function get(element) {
      if (!(element instanceof Element)) return first;
      if (!known.has(element)) known.set(element, of(getComputedStyle(element), get(element.parentElement)));
      return known.get(element);
    };
  }

  const opacity = inherited(1, (style, around) => style.opacity * around);
  const ground = inherited([255, 255, 255], (style, around) => {
    const back = colour(style.backgroundColor);
    return over(back, back[3], around);
  });

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

  // What lies under a point of a drawing, from the ground upwards.
  function under(shapes, element, [x, y], below) {
    for (const shape of shapes) {
      if (!(shape.element.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING)) break;
      const at = shape.box;
      if (x < at.left || x > at.right || y < at.top || y > at.bottom) continue;
      const point = new DOMPoint(x, y), place = point.matrixTransform(shape.element.getScreenCTM().inverse());
      if (!shape.element.isPointInFill(place) || !unclipped(shape.element, point)) continue;
      below = over(shape.fill, shape.share, below);
    }
    return below;
  }

  const middle = box => [box.x + box.width / 2, box.y + box.height / 2];

  // The edge of a filled shape, and a broad line under the same line, set off what they surround: no lines of their own.
  const isEdge = (element, share) => share > 0.2 && element.tagName === "path"
    || element.nextElementSibling?.getAttribute("d") === (element.getAttribute("d") ?? "");

  function drawing(svg, below, name) {
    const shapes = [], inks = [];
    for (const element of all("rect, circle, path", svg)) {
      if (element.closest("defs, clipPath, marker, mask, .modebar, .zoomlayer, .hoverlayer, .dragcover")) continue;
      const style = getComputedStyle(element), box = element.getBoundingClientRect();
      if (style.visibility === "hidden" || style.display === "none" || !box.width && !box.height) continue;
      const fill = colour(style.fill), stroke = colour(style.stroke), faint = opacity(element);
      const share = box.width && box.height ? fill[3] * style.fillOpacity * faint : 0;
      const stroked = stroke[3] * style.strokeOpacity * faint;
      if (share > 0) shapes.push({ element, fill, share, box });
      const isLine = stroked > 0.2 && parseFloat(style.strokeWidth) > 0 && !isEdge(element, share);
      const matters = !element.closest(".point, .gridlayer, .colorbar, .cbfills");
      if (isLine && matters) inks.push([stroke, stroked, element]);
      if (element.closest(".points") && share > 0.2) inks.push([fill, share, element]);
    }
    seen.lines += inks.length;
    for (const [ink, share, element] of inks) {
      expectContrast(ink, share, below, 3, `a line rgb(${ink.slice(0, 3).map(Math.round)}) of ${name}`);
    }
    for (const text of all("text", svg)) {
      const box = text.getBoundingClientRect();
      if (!text.textContent.trim() || !box.width || opacity(text) === 0) continue;
      seen.texts++;
      for (const part of [text, ...all("tspan", text)]) {
        const style = getComputedStyle(part);
        const edged = style.paintOrder.startsWith("stroke") && colour(style.stroke)[3] === 1;
        expectContrast(colour(style.fill), style.fillOpacity * opacity(part),
          edged ? colour(style.stroke).slice(0, 3) : under(shapes, text, middle(box), below), 4.5,
          `"${short(text.textContent)}" in ${name}`);
      }
    }
  }

  // A drawing that is an image is looked at beside the page, in the theme that the image has.
  const beside = document.createElement("div");
  beside.style.cssText = "position:fixed;left:0;top:0;width:0;height:0;contain:strict";

  function unpacked(img) {
    const [kind, data] = img.src.split(",");
    if (!kind.includes("svg")) return [];
    const host = beside.appendChild(document.createElement("div"));
    host.style.colorScheme = getComputedStyle(img).colorScheme;
    host.attachShadow({ mode: "open" }).innerHTML = kind.includes("base64")
      ? new TextDecoder().decode(Uint8Array.from(atob(data), c => c.charCodeAt(0))) : decodeURIComponent(data);
    return [host.shadowRoot.firstChild];
  }

  const drawings = [];
  for (const figure of all("figure.unrolled, div.unrolled")) {
    if (!figure.getClientRects().length) continue;
    seen.figures++;
    if (figure.matches(".explore")) seen.explorers++;
    if (figure.matches(".stepper")) seen.steppers++;
    const name = `"${short(figure.querySelector("figcaption")?.textContent || figure.querySelector("img")?.alt || "")}"`;
    all("svg.main-svg", figure).forEach(svg => drawings.push([svg, ground(figure), name]));
    all("img", figure).filter(img => img.getClientRects().length)
      .forEach(img => unpacked(img).forEach(svg => drawings.push([svg, ground(img), name])));
  }
  document.body.append(beside);
  for (const [svg, below, name] of drawings) drawing(svg, below, name);
  beside.remove();

  const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    const element = node.parentElement;
    if (!node.textContent.trim() || !element.closest(".cell_output, .jp-OutputArea-output")) continue;
    if (element.closest("svg, script, style, .modebar, :disabled, mjx-assistive-mml")
      || !element.getClientRects().length) continue;
    seen.texts++;
    expectContrast(colour(getComputedStyle(element).color), opacity(element), ground(element), 4.5,
      `"${short(node.textContent)}"`);
  }
  for (const part of all("mjx-container :is([fill], [style*=color], [mathcolor])")) {
    const style = getComputedStyle(part);
    expectContrast(colour(part.closest("svg") ? style.fill : style.color), 1, ground(part.closest("mjx-container")), 4.5,
      `a coloured part of the equation "${short(part.closest("mjx-container").textContent)}"`);
  }
  return { seen, faults: [...faults] };
}
