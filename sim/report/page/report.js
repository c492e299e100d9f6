// What the page does by itself: draws the charts with Vega, and its buttons. Everything it shows stands in the page as tables too.
"use strict";
(function () {
  // Literal colours of the specifications, and the variables of style.css that stand for them on a screen.
  const variables = {
    "#ffffff": "--ground", "#212b32": "--text", "#4c6272": "--second", "#d8dde0": "--line", "#d9d9d9": "--grid", "#12436D": "--c1",
    "#28A197": "--c2", "#801650": "--c3", "#F46A25": "--c4", "#3D3D3D": "--c5", "#A285D1": "--c6", "#2073BC": "--b1",
    "#6BACE6": "--b2", "#e8f1fa": "--b0", "#BFBFBF": "--quiet", "#f6d3bf": "--d2", "#f0f0f0": "--d3", "#b8d3ec": "--d4"
  };

  function withVariables(value) {
    if (typeof value === "string") return variables[value] ? "var(" + variables[value] + ")" : value;
    if (Array.isArray(value)) return value.map(withVariables);
    if (value === null || typeof value !== "object") return value;
    const out = {};
    for (const key of Object.keys(value)) out[key] = key === "datasets" ? value[key] : withVariables(value[key]);
    return out;
  }

  // The data stand in the page as CSV. Vega's own reader of CSV compiles code as it runs, which the page's policy forbids.
  // `texts` gets the numbers of columns in which a field is quoted: those hold no numbers.
  function fields(csv, texts) {
    const rows = [[]];
    let field = "", quoted = false;
    for (let i = 0; i < csv.length; i++) {
      const c = csv[i];
      if (quoted && c === '"' && csv[i + 1] === '"') { field += c; i++; }
      else if (c === '"') { quoted = !quoted; texts.add(rows[rows.length - 1].length); }
      else if (!quoted && (c === "," || c === "\n")) {
        rows[rows.length - 1].push(field);
        field = "";
        if (c === "\n") rows.push([]);
      } else field += c;
    }
    rows.pop();
    return rows;
  }

  function objects(csv) {
    const texts = new Set(), rows = fields(csv, texts), names = rows.shift();
    const numbers = names.map(function (name, i) {
      return !texts.has(i) && rows.every(function (row) { return row[i] === "" || isFinite(row[i]); });
    });
    return rows.map(function (row) {
      const out = {};
      names.forEach(function (name, i) { out[name] = row[i] === "" ? null : numbers[i] ? Number(row[i]) : row[i]; });
      return out;
    });
  }

  // The specification with its rows as objects.
  function withRows(spec) {
    const datasets = {};
    for (const name of Object.keys(spec.datasets)) datasets[name] = objects(spec.datasets[name]);
    return Object.assign({}, spec, { datasets: datasets });
  }

  function literal(svg) {
    for (const colour of Object.keys(variables)) svg = svg.split("var(" + variables[colour] + ")").join(colour);
    return svg;
  }

  function save(name, type, parts) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob(parts, { type: type }));
    link.download = name;
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(function () { URL.revokeObjectURL(link.href); }, 60000);
  }

  // ---- what is told of a mark under the pointer ----
  const tip = document.createElement("div");
  tip.id = "tip";
  tip.hidden = true;
  tip.setAttribute("aria-hidden", "true");

  function showTip(handler, event, item, value) {
    if (value === null || value === undefined || value === "") { tip.hidden = true; return; }
    tip.textContent = typeof value === "object" ? Object.keys(value).map(function (key) { return key + ": " + value[key]; }).join("\n") : String(value);
    tip.hidden = false;
    const x = Math.min(event.clientX + 14, window.innerWidth - tip.offsetWidth - 8);
    const y = event.clientY + 18 + tip.offsetHeight > window.innerHeight ? event.clientY - tip.offsetHeight - 8 : event.clientY + 18;
    tip.style.left = Math.max(4, x) + "px";
    tip.style.top = y + "px";
  }

  // ---- charts ----
  // A <select data-signal="NAME"> in a figure sets that parameter of its chart: marks can't be reached by keyboard, a list can.
  function connect(figure, view) {
    for (const list of figure.querySelectorAll("select[data-signal]")) {
      const set = function () { view.signal(list.dataset.signal, Number(list.value)).runAsync(); };
      list.addEventListener("change", set);
    }
  }

  function addButtons(figure, chart, view) {
    for (const row of figure.querySelectorAll(".buttons[hidden]")) row.hidden = false;
    for (const button of figure.querySelectorAll("button[data-save]")) {
      button.addEventListener("click", function () {
        if (button.dataset.save === "picture")
          view.toSVG().then(function (svg) { save(chart.name + ".svg", "image/svg+xml", [literal(svg)]); });
        else
          // What the table below has. Excel takes a file without this mark for another encoding.
          save(chart.name + ".csv", "text/csv", ["\ufeff", Object.values(chart.spec.datasets)[0]]);
      });
    }
  }

  // ---- narrow screens: a picture is drawn for its room, so that its text stays as large as elsewhere ----
  function changed(value, change) {
    if (Array.isArray(value)) return value.map(function (one) { return changed(one, change); });
    if (value === null || typeof value !== "object") return value;
    const out = {};
    for (const key of Object.keys(value)) out[key] = key === "datasets" ? value[key] : changed(value[key], change);
    return change(out);
  }

  // What stands side by side comes one below the other.
  function stacked(spec) {
    return changed(spec, function (part) {
      if (typeof part.columns === "number") part.columns = 1;
      if (part.hconcat) { part.vconcat = part.hconcat; delete part.hconcat; }
      return part;
    });
  }

  function thinner(spec, pixels) {
    return changed(spec, function (part) {
      if (typeof part.width === "number" && part.width >= 150) part.width = Math.max(150, part.width - pixels);
      return part;
    });
  }

  async function drawIn(box, spec) {
    const view = new vega.View(vega.parse(vegaLite.compile(spec).spec, null, { ast: true }), {
      expr: vega.expressionInterpreter, renderer: "svg", container: box, hover: true, tooltip: showTip, logLevel: vega.Error
    });
    await view.runAsync();
    return view;
  }

  function lackOfRoom(box) {
    return Math.ceil(Number(box.querySelector("svg").getAttribute("width")) - box.clientWidth);
  }

  async function draw(chart) {
    const figure = document.getElementById("picture-" + chart.name);
    // Vega gives what it draws in a role and a name of its own; the picture keeps ours.
    const box = document.createElement("div");
    box.setAttribute("aria-hidden", "true");
    figure.querySelector(".picture").append(box);
    let spec = withRows(withVariables(chart.spec));
    let view = await drawIn(box, spec);
    for (let tries = 0; tries < 3 && lackOfRoom(box) > 0; tries++) {
      spec = tries === 0 ? stacked(spec) : thinner(spec, lackOfRoom(box));
      view.finalize();
      view = await drawIn(box, spec);
    }
    const svg = box.querySelector("svg");
    svg.setAttribute("aria-hidden", "true");
    svg.removeAttribute("role");
    connect(figure, view);
    addButtons(figure, chart, view);
  }

  async function drawAll() {
    const data = document.getElementById("charts");
    if (data !== null && typeof vega !== "undefined")
      for (const chart of JSON.parse(data.textContent)) await draw(chart);
    document.documentElement.dataset.ready = "true";
  }

  // ---- buttons of the page ----
  const theme = document.getElementById("theme");
  theme.hidden = false;
  theme.addEventListener("click", function () {
    const root = document.documentElement;
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
  });
  const print = document.getElementById("print");
  print.hidden = false;
  print.addEventListener("click", function () { window.print(); });

  document.body.append(tip);
  drawAll();
})();
