// Unpacks plotly.js in the page and turns the static pictures of figures into interactive ones.
(function () {
  if (window.unrolledDraw || window.unrolledLoading) return;
  window.unrolledLoading = true;

  function faded(color, share) {
    var parts = (color.match(/[\d.]+/g) || [128, 128, 128]).slice(0, 3);
    return "rgba(" + parts.join(",") + "," + share + ")";
  }

  // The page's own text colour: right in a light page, a dark page, and after a change of theme.
  function theme(host, layout) {
    var ink = getComputedStyle(host.parentNode).color;
    layout.font = { color: ink, size: 13, family: "system-ui, Segoe UI, Helvetica, Arial, sans-serif" };
    layout.paper_bgcolor = layout.plot_bgcolor = "rgba(0,0,0,0)";
    [layout.xaxis, layout.yaxis].forEach(function (axis) {
      axis.gridcolor = faded(ink, 0.15);
      axis.zerolinecolor = axis.linecolor = axis.tickcolor = faded(ink, 0.5);
    });
    layout.modebar = { bgcolor: "rgba(0,0,0,0)", color: faded(ink, 0.5), activecolor: ink };
    (layout.shapes || []).forEach(function (shape) { shape.line.color = faded(ink, 0.65); });
    return layout;
  }

  function named(axis, names) {
    if (!names.length) return;
    axis.tickmode = "array";
    axis.tickvals = names.map(function (_, k) { return k; });
    axis.ticktext = names;
  }

  function plain(text) {
    return text.replace(/&/g, "&amp;").replace(/</g, "&lt;");
  }

  function complete(plot) {
    var layout = plot.layout, more = plot.more;
    layout.xaxis.title = { text: plain(more.x), standoff: 10 };
    layout.yaxis.title = { text: plain(more.y), standoff: 10 };
    layout.xaxis.automargin = layout.yaxis.automargin = true;
    layout.legend = { orientation: "h", x: 0, y: more.marks.length ? 1.08 : 1.02, yanchor: "bottom" };
    layout.xaxis.exponentformat = layout.yaxis.exponentformat = "power";
    if (more.ticks) layout.yaxis.dtick = more.ticks;
    if (more.eachStep) layout.xaxis.dtick = 1;
    layout.xaxis.showgrid = false;
    layout.yaxis.zeroline = false;
    layout.xaxis.zeroline = false;
    layout.xaxis.showline = !more.heat;
    if (!more.heat) layout.xaxis.ticks = "outside";
    named(layout.xaxis, more.columns.map(plain));
    named(layout.yaxis, more.rows.map(plain));
    plot.data.forEach(function (trace, k) { trace.name = plain(more.names[k] || ""); trace.hoverlabel = { namelength: -1 }; });
    if (more.heat) heat(plot.data[0], layout, more.heat);
    else if (more.columns.length) layout.barmode = "group";
    layout.shapes = more.marks.map(function (mark) {
      return { type: "line", x0: mark.x, x1: mark.x, yref: "paper", y0: 0, y1: 1, line: { dash: "dash", width: 1 } };
    });
    layout.annotations = more.marks.map(function (mark) {
      return { x: mark.x, yref: "paper", y: 1, yanchor: "bottom", text: plain(mark.label), showarrow: false };
    });
    if (more.diagonal) diagonal(plot.data, layout);
    return plot;
  }

  function heat(trace, layout, heat) {
    trace.zmin = heat.low;
    trace.zmax = heat.high;
    trace.colorscale = heat.colors.map(function (color, k) { return [k / (heat.colors.length - 1), color]; });
    trace.colorbar = { title: { text: plain(heat.title), side: "right" }, thickness: 14, outlinewidth: 0 };
    layout.yaxis.autorange = "reversed";
    layout.yaxis.showgrid = false;
  }

  function diagonal(data, layout) {
    var all = [].concat.apply([], data.map(function (t) { return t.x.concat(t.y); })).filter(isFinite);
    var low = Math.min.apply(null, all), high = Math.max.apply(null, all), edge = 0.04 * (high - low);
    layout.shapes.push({ type: "line", x0: low - edge, y0: low - edge, x1: high + edge, y1: high + edge,
      line: { dash: "dash", width: 1 } });
  }

  function draw(Plotly, host, make) {
    var plot = complete(make());
    var div = document.createElement("div");
    theme(host, plot.layout);
    var picture = host.firstChild;
    host.appendChild(div);
    Plotly.newPlot(div, plot.data, plot.layout, { displaylogo: false, responsive: true,
      modeBarButtonsToRemove: ["select2d", "lasso2d"] })
      .then(function () { picture.style.display = "none"; }, function () { div.remove(); });
    function repaint() {
      if (host.isConnected) Plotly.relayout(div, theme(host, div.layout));
    }
    new MutationObserver(repaint).observe(document.body, { attributeFilter: ["data-jp-theme-light", "class"] });
    new MutationObserver(repaint).observe(document.documentElement, { attributeFilter: ["data-theme"] });   // the book
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", repaint);
  }

  function start(code) {
    // A module of its own: with require.js in the page the bundle would otherwise not become a global.
    var module = { exports: {} };
    new Function("module", "exports", "define", code)(module, module.exports, undefined);
    var Plotly = module.exports;
    window.unrolledDraw = function (name, make) {
      document.querySelectorAll("." + name + ":not([data-drawn])").forEach(function (host) {
        host.setAttribute("data-drawn", "");
        draw(Plotly, host, make);
      });
    };
    window.dispatchEvent(new Event("unrolled-plotly"));
  }

  var packed = Uint8Array.from(atob("PLOTLY_GZ"), function (c) { return c.charCodeAt(0); });
  new Response(new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"))).text().then(start)
    .catch(function () { window.unrolledLoading = false; });   // the static pictures stay
})();
