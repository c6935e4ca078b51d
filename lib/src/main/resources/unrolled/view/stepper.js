// Walks through a drawing: at each step some of its parts are there, and a sentence says what happens.
function walk(name, head, parts) {
  document.querySelectorAll("." + name + ":not([data-drawn])").forEach(function (figure) {
    figure.setAttribute("data-drawn", "");
    var image = figure.querySelector("img"), now = figure.querySelector(".now"), timer = 0, at = 0;
    var steps = [].slice.call(figure.querySelectorAll("li")), last = steps.length - 1;
    var buttons = [].slice.call(figure.querySelectorAll("button")), play = buttons[3];

    function show(k) {
      at = Math.min(Math.max(k, 0), last);
      var drawn = parts.filter(function (part) { return part[0] <= at && at <= part[1]; });
      var svg = head + drawn.map(function (part) { return part[2]; }).join("") + "</svg>";
      image.src = "data:image/svg+xml," + encodeURIComponent(svg);
      image.alt = steps[at].textContent;
      now.innerHTML = steps[at].innerHTML;
      figure.querySelector("output").textContent = at + " of " + last;
      buttons[0].disabled = buttons[1].disabled = at === 0;
      buttons[2].disabled = at === last;
    }

    function stop() {
      clearInterval(timer);
      timer = 0;
      play.textContent = "play";
    }

    function go(k) {
      stop();
      show(k);
    }

    function toggle() {
      if (timer) return stop();
      var slow = matchMedia("(prefers-reduced-motion: reduce)").matches;
      timer = setInterval(function () {
        if (at === last || !figure.isConnected) return stop();
        show(at + 1);
      }, slow ? 4000 : 1600);
      play.textContent = "pause";
      show(at === last ? 0 : at + 1);
    }

    [function () { go(0); }, function () { go(at - 1); }, function () { go(at + 1); }, toggle]
      .forEach(function (act, k) { buttons[k].addEventListener("click", act); });
    figure.addEventListener("keydown", function (event) {
      event.stopPropagation();                        // slides and books turn their pages by the same keys
      var to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: last }[event.key];
      if (to === undefined) return;
      event.preventDefault();
      go(to);
    });
    window.addEventListener("beforeprint", function () { go(last); });
    image.tabIndex = 0;
    figure.querySelector("ol").hidden = true;
    figure.querySelector(".walk").hidden = false;
    now.hidden = false;
    show(0);
  });
}
