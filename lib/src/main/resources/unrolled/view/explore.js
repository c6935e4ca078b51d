// Makes a figure one to play with: each place of its sliders is a frame, which lays what changes over what stays.
window.unrolledExplore = function (make, texts, frames) {
  function frame(k) {
    var plot = make(), change = frames[k];
    change.data.forEach(function (values, n) { Object.assign(plot.data[n], values); });
    Object.assign(plot.more, change.more);
    return plot;
  }

  return function (host, redraw) {
    var figure = host.closest("figure"), waiting = false;
    var inputs = [].slice.call(figure.querySelectorAll(".slider input"));

    function place() {
      return inputs.reduce(function (before, input, n) { return before * texts[n].length + Number(input.value); }, 0);
    }

    function say(input, n) {
      var name = input.parentNode.firstChild.textContent, text = texts[n][input.value];
      input.nextSibling.textContent = text;
      input.setAttribute("aria-valuetext", name + ": " + text);
    }

    function show() {
      waiting = false;
      var change = frames[place()].more;
      redraw(function () { return frame(place()); });
      if (change.caption) figure.querySelector("figcaption span").innerHTML = change.caption;
      if (change.alt) host.setAttribute("aria-label", change.alt);
    }

    // A frame of the screen is drawn once, however often a mouse reports that it has moved.
    function changed() {
      inputs.forEach(say);
      if (!waiting) requestAnimationFrame(show);
      waiting = true;
    }

    function player(input, n) {
      var button = input.closest(".slider").querySelector("button"), timer = 0, last = texts[n].length - 1;
      var still = matchMedia("(prefers-reduced-motion: reduce)");

      function stop() {
        clearInterval(timer);
        timer = 0;
        button.textContent = "\u25B6\uFE0E";
        button.setAttribute("aria-pressed", "false");
      }

      function next() {
        if (Number(input.value) === last || !host.isConnected) return stop();
        input.value = Number(input.value) + 1;
        changed();
      }

      button.addEventListener("click", function () {
        if (timer) return stop();
        timer = setInterval(next, still.matches ? 1500 : Math.max(80, 4000 / last));
        button.textContent = "\u275A\u275A";
        button.setAttribute("aria-pressed", "true");
        if (Number(input.value) < last) return next();
        input.value = 0;
        changed();
      });
      input.addEventListener("input", stop);
    }

    inputs.forEach(function (input, n) {
      input.addEventListener("input", changed);
      player(input, n);
    });
    // Slides and books turn their pages by the keys that move a slider.
    figure.addEventListener("keydown", function (event) { event.stopPropagation(); });
    figure.querySelector(".sliders").hidden = false;
    figure.querySelector(".still").hidden = true;
  };
};
