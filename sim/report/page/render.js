/* Vega-Lite in, SVG out, where there is no browser: what stands between a bare JavaScript engine and Vega's modules.
 * Run before them: it brings the few functions of a browser that they ask for. Then pictureStart() once, and for each
 * picture pictureBegin(spec), pictureStep() until it says something else than "" (what a promise put off happens
 * between two calls), and pictureTake("svg" | "warnings"). */
"use strict";

var pictureStart, pictureBegin, pictureStep, pictureTake;

(function (global) {
    const timers = new Map(); // functions put off, in their order: nothing here takes time, so only the order counts
    const warnings = [], failures = [];
    let timersSet = 0, svg = "";

    const note = (list, what) => list.push(what.map((part) => String(part instanceof Error ? part.message : part)).join(" "));

    global.console = {};
    for (const name of ["debug", "info", "log", "trace", "warn"]) console[name] = () => undefined;
    console.error = (...what) => note(failures, what);

    global.setTimeout = (action, delay, ...given) => {
        timers.set(++timersSet, () => action(...given));
        return timersSet;
    };
    global.clearTimeout = (number) => timers.delete(number);
    global.setInterval = () => 0; // of what is repeated as time goes by, nothing happens
    global.clearInterval = () => undefined;

    /* Nor is there a clock, and chance is the same for every picture. */
    let random = () => 0;
    Date.now = () => 0;
    Math.random = () => random();
    global.structuredClone = function clone(value) {
        if (Array.isArray(value)) return value.map(clone);
        if (value instanceof Date) return new Date(value);
        if (value instanceof Set) return new Set([...value].map(clone)); // Vega-Lite keeps names of an aggregate so
        if (value instanceof Map) return new Map([...value].map(([key, inner]) => [clone(key), clone(inner)]));
        if (value === null || typeof value !== "object") return value;
        return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, clone(inner)]));
    };

    /* Widths of characters in thousandths of the font's size, from Adobe's metrics of Helvetica and Helvetica-Bold,
     * which Arial and Liberation Sans share: from the space to the tilde, then others. */
    const regular = [
        278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556, 556,
        556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778,
        667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556,
        556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584];
    const bold = [
        278, 333, 474, 556, 556, 889, 722, 238, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556, 556,
        556, 556, 333, 333, 584, 584, 584, 611, 975, 722, 722, 722, 722, 667, 611, 778, 722, 278, 556, 722, 611, 833, 722, 778,
        667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 333, 278, 333, 584, 556, 333, 556, 611, 556, 611, 556, 333, 611,
        611, 278, 278, 556, 278, 889, 611, 611, 611, 611, 389, 556, 333, 611, 556, 778, 556, 556, 500, 389, 280, 389, 584];
    const others = new Map(Object.entries({
        "\u00a0": 278, "£": 556, "°": 400, "±": 549, "²": 333, "³": 333, "·": 278, "¼": 834, "½": 834, "¾": 834, "×": 584,
        "÷": 549, "µ": 576, "Æ": 1000, "æ": 889, "Ø": 778, "ø": 611, "ß": 611, "Ł": 611, "ł": 278, "Œ": 1000, "œ": 944,
        "–": 556, "—": 1000, "‘": 278, "’": 278, "“": 500, "”": 500, "•": 350, "…": 1000, "€": 556, "−": 584, "≤": 549,
        "≥": 549, "←": 1000, "→": 1000, "↑": 500, "↓": 500}));
    const unknown = 700, wide = 1000; // Greek and Cyrillic letters are near the first, ideograms and pictures are the second
    const combining = /\p{M}/u;

    function characterWidth(character, table) {
        const code = character.codePointAt(0);
        if (code >= 32 && code < 127) return table[code - 32];
        if (others.has(character)) return others.get(character);
        if (combining.test(character) || code < 32) return 0;
        return code < 0x2e80 ? unknown : wide;
    }

    /* Vega cuts a text at `limit` by asking for the width of its parts: all that is as wide or wider counts the same. */
    function textWidth(item, text) {
        const size = item.fontSize != null ? Number(item.fontSize) || 0 : 11;
        const table = item.fontWeight === "bold" || Number(item.fontWeight) >= 600 ? bold : regular;
        let sum = 0;
        for (const character of String(text ?? "").trim().normalize("NFD")) sum += characterWidth(character, table);
        const width = sum * size / 1000;
        return item.limit > 0 ? Math.min(width, item.limit) : width;
    }

    /* Where the words of a spec are names and data, which are left as they are. */
    const isData = (key, value) => ["datasets", "values", "domain"].includes(key) || (key === "value" && Array.isArray(value));

    /* A picture's colours may be the page's own, with what stands for them elsewhere: "var(--c1, #12436d)". Here there is
     * no page, so the latter. */
    function literalColours(value, key) {
        if (isData(key, value) || value === null) return value;
        if (typeof value === "string") {
            const literal = value.replace(/var\(--[\w-]+,\s*(#[0-9a-fA-F]{3,8}|[a-z]+)\)/g, "$1");
            if (literal.startsWith("var(--")) throw new Error(`${literal} says no colour for outside the page`);
            return literal;
        }
        if (Array.isArray(value)) return value.map((inner) => literalColours(inner, ""));
        if (typeof value !== "object") return value;
        return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, literalColours(inner, name)]));
    }

    /* What no XML may hold, so that whatever a name is made of, the file can be read. */
    const forXml = (text) => text.toWellFormed().replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "\ufffd");

    const logger = {
        level(...set) { return set.length > 0 ? this : 2; },
        error(...what) { note(failures, what); return this; },
        warn(...what) { note(warnings, what); return this; },
        info() { return this; },
        debug() { return this; },
    };

    /* Nothing is loaded: a picture that asks for it would lack it, so it is wrong. */
    const refuse = (address) => {
        note(failures, [`it asks for ${address}, and a picture holds all that it shows`]);
        return Promise.reject(new Error("nothing is loaded"));
    };
    const loader = {load: refuse, sanitize: refuse};

    pictureStart = () => {
        vega.textMetrics.width = textWidth;
        vega.setRandom(Math.random);
    };

    pictureBegin = (text) => {
        timers.clear();
        warnings.length = failures.length = 0;
        svg = "";
        random = vega.randomLCG(1);
        vega.resetSVGDefIds();
        const spec = literalColours(JSON.parse(text), "");
        const compiled = vegaLite.compile(spec, {
            config: {background: "white", font: "Arial, 'Liberation Sans', Helvetica, sans-serif"}, logger});
        const view = new vega.View(vega.parse(compiled.spec, null, {ast: true}), {
            expr: vega.expressionInterpreter, renderer: "none", loader, logger});
        view.toSVG().then((drawn) => { svg = forXml(drawn); }, (error) => note(failures, [error]));
    };

    pictureStep = () => {
        if (failures.length > 0) throw new Error(failures.join("; "));
        if (svg !== "") return "drawn";
        if (timers.size === 0) throw new Error("it waits for something that never comes");
        const now = [...timers.values()];
        timers.clear();
        for (const action of now) action();
        return "";
    };

    pictureTake = (what) => what === "svg" ? svg : [...new Set(warnings)].join("; ");
}(globalThis));
