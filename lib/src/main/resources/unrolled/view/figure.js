// Unpacks plotly.js in the page and turns the static pictures of figures into interactive ones.
(function () {
  if (window.unrolledDraw || window.unrolledLoading) return;
  window.unrolledLoading = true;

  function faded(color, share) {
    var parts = (color.match(/[\d.]+/g) || [128, 128, 128]).slice(0, 3);
    return "rgba(" + parts.join(",") + "," + share + ")";
  }

  // What the page shows behind the figure.
  function ground(element) {
    for (var at = element; at; at = at.parentElement) {
      var color = getComputedStyle(at).backgroundColor;
      if (!/^(transparent|rgba\(.*, 0\))$/.test(color)) return color;
    }
    return "#fff";
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
    var back = ground(host);
    (layout.annotations || []).forEach(function (words) { words.bgcolor = back; });
    (layout.shapes || []).forEach(function (shape) { shape.line.color = faded(ink, 0.65); });
    return layout;
  }

  function named(axis, names, every) {
    if (!names.length) return;
    axis.tickmode = "array";
    axis.tickvals = names.map(function (_, k) { return k; });
    axis.ticktext = names.map(function (name, k) { return k % every ? "" : name; });
  }

  // Names of the data are shown as they are; all other words come with their mathematics set.
  function plain(text) {
    return text.replace(/&/g, "&amp;").replace(/</g, "&lt;");
  }

  function complete(plot) {
    var layout = plot.layout, more = plot.more;
    layout.xaxis.title = { text: more.x, standoff: 10 };
    layout.yaxis.title = { text: more.y, standoff: 10 };
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
    named(layout.xaxis, more.columns.map(plain), more.every);
    named(layout.yaxis, more.rows.map(plain), 1);
    if (more.title) layout.title = { text: more.title, font: { size: 15 }, y: 0.98, yanchor: "top" };
    var first = more.heat ? 1 : 0;
    plot.data.forEach(function (trace, k) {
      trace.name = more.names[k - first] || "";
      trace.hoverlabel = { namelength: -1 };
      if (k >= first && more.heat) over(trace);
    });
    if (more.heat) heat(plot.data[0], layout, more.heat);
    else if (more.columns.length) layout.barmode = "group";
    layout.shapes = more.marks.map(function (mark) {
      var line = { dash: "dash", width: 1 };
      return "y" in mark ? { type: "line", y0: mark.y, y1: mark.y, xref: "paper", x0: 0, x1: 1, line: line }
        : { type: "line", x0: mark.x, x1: mark.x, yref: "paper", y0: 0, y1: 1, line: line };
    });
    layout.annotations = more.marks.map(function (mark) {
      var text = mark.label;
      var beside = plot.data[0].type === "bar";
      return "y" in mark ? { xref: "paper", x: 1, xanchor: beside ? "left" : "right", xshift: beside ? 4 : 0,
        y: mark.log ? Math.log10(mark.y) : mark.y, yanchor: beside ? "middle" : mark.y < 0 ? "top" : "bottom",
        text: text, showarrow: false }
        : { x: mark.x, yref: "paper", y: 1, yanchor: "bottom", text: text, showarrow: false };
    });
    if (more.still) still(layout, more.still);
    bands(plot, more);
    if (more.diagonal) diagonal(plot.data, layout);
    return plot;
  }

  // The axes of an explorer hold all of its frames; what a reader has enlarged stays so.
  function still(layout, ends) {
    if (ends.x) layout.xaxis.range = ends.x;
    layout.yaxis.range = ends.y;
    layout.uirevision = "still";
  }

  // An interval is a shaded shape behind a line, a whisker on a point or a bar.
  function bands(plot, more) {
    var shapes = [];
    more.bands.forEach(function (band, k) {
      if (!band.low) return;
      var trace = plot.data[k];
      if (trace.type === "bar" || trace.mode === "markers") {
        trace.error_y = { type: "data", symmetric: false, thickness: 1.5, width: 4, color: "#808080",
          array: band.high.map(function (v, i) { return v === null ? 0 : v - trace.y[i]; }),
          arrayminus: band.low.map(function (v, i) { return v === null ? 0 : trace.y[i] - v; }) };
        return;
      }
      var has = band.low.map(function (v, i) { return v === null ? -1 : i; }).filter(function (i) { return i >= 0; });
      var back = has.slice().reverse();
      shapes.push({ type: "scatter", mode: "lines", fill: "toself", hoverinfo: "skip", showlegend: false,
        x: has.concat(back).map(function (i) { return trace.x[i]; }),
        y: has.map(function (i) { return band.high[i]; }).concat(back.map(function (i) { return band.low[i]; })),
        line: { width: 0 }, fillcolor: trace.line.color, opacity: 0.25 });
    });
    plot.data = shapes.concat(plot.data);
  }

  function over(trace) {
    trace.marker.line = { color: "#fff", width: 1 };
    trace.line.dash = "solid";
    trace.line.width = 3;
  }

  function heat(trace, layout, heat) {
    var log = heat.log ? Math.log10 : function (v) { return v; };
    trace.zmin = log(heat.low);
    trace.zmax = log(heat.high);
    if (heat.log) {
      trace.customdata = trace.z;
      trace.z = trace.z.map(function (row) { return row.map(function (v) { return v === null ? v : log(v); }); });
      trace.hovertemplate = "x: %{x}<br>y: %{y}<br>%{customdata:.4g}<extra></extra>";
    }
    trace.colorscale = heat.colors.map(function (color, k) { return [k / (heat.colors.length - 1), color]; });
    trace.colorbar = { title: { text: heat.title, side: "right" }, thickness: 14, outlinewidth: 0 };
    if (heat.log) {
      trace.colorbar.tickvals = heat.ticks.map(function (t) { return log(t.at); });
      trace.colorbar.ticktext = heat.ticks.map(function (t) { return t.label; });
    }
    if (!heat.upwards) layout.yaxis.autorange = "reversed";
    layout.xaxis.range = ends(trace.x);
    if (heat.upwards) layout.yaxis.range = ends(trace.y);
    layout.yaxis.showgrid = false;
  }

  function ends(places) {
    places = places.map(Number);
    var half = places.length > 1 ? (places[1] - places[0]) / 2 : 0.5;
    return [places[0] - half, places[places.length - 1] + half];
  }

  function diagonal(data, layout) {
    var all = [].concat.apply([], data.map(function (t) { return t.x.concat(t.y); })).filter(isFinite);
    var low = Math.min.apply(null, all), high = Math.max.apply(null, all), edge = 0.04 * (high - low);
    layout.shapes.push({ type: "line", x0: low - edge, y0: low - edge, x1: high + edge, y1: high + edge,
      line: { dash: "dash", width: 1 } });
  }

  function draw(Plotly, host, make, drawn) {
    var div = document.createElement("div");
    var picture = host.firstChild;
    var settings = { displaylogo: false, responsive: true, typesetMath: false,
      modeBarButtonsToRemove: ["select2d", "lasso2d"] };
    host.appendChild(div);
    function redraw(make) {
      var plot = complete(make());
      return Plotly.react(div, plot.data, theme(host, plot.layout), settings);
    }
    redraw(make).then(function () {
      picture.style.display = "none";
      if (drawn) drawn(host, redraw);
    }, function () { div.remove(); });
    // Once for each frame of the screen, however many signs of one change of theme there are.
    var waiting = false;
    function repaint() {
      if (!waiting) requestAnimationFrame(function () {
        waiting = false;
        if (host.isConnected) Plotly.relayout(div, theme(host, div.layout));
      });
      waiting = true;
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
    window.unrolledDraw = function (name, make, drawn) {
      document.querySelectorAll("." + name + ":not([data-drawn])").forEach(function (host) {
        host.setAttribute("data-drawn", "");
        draw(Plotly, host, make, drawn);
      });
    };
    window.dispatchEvent(new Event("unrolled-plotly"));
  }

  var packed = Uint8Array.from(atob("PLOTLY_GZ"), function (c) { return c.charCodeAt(0); });
  new Response(new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"))).text().then(start)
    .catch(function () { window.unrolledLoading = false; });   // the static pictures stay
})();
