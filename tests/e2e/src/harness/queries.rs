//! What can be seen and heard of a page: barriers, contrast, text that is cut.

use serde_json::json;

use super::{Page, Resource};

type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

/// Asks axe-core for its findings, one line for each rule and element.
const AUDIT: &str = "window.__audit = async (host) => {
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
    // The demo page's own outline is not the widget's concern.
    const rules = {region: {enabled: false}};
    const found = await axe.run(host, {runOnly: tags, rules, resultTypes: ['violations']});
    return found.violations.flatMap((rule) => rule.nodes.map((node) => {
        const why = node.any.concat(node.all, node.none).map((it) => it.message);
        return `${rule.id}: ${node.target.flat().slice(-1)} ${why.join('; ')}`;
    }));
};";

/// Colours as they are computed, their contrast by WCAG's formula, and what an
/// element's ground is: all backgrounds below it, one over the other.
const COLOURS: &str = "
    const canvas = document.createElement('canvas');
    canvas.width = canvas.height = 1;
    const brush = canvas.getContext('2d', {willReadFrequently: true});
    const known = new Map();
    const rgba = (colour) => {
        if (!known.has(colour)) {
            brush.clearRect(0, 0, 1, 1);
            brush.fillStyle = colour;
            brush.fillRect(0, 0, 1, 1);
            const [r, g, b, a] = brush.getImageData(0, 0, 1, 1).data;
            known.set(colour, [r, g, b, a / 255]);
        }
        return known.get(colour);
    };
    const over = ([r, g, b, a], ground) => [r, g, b].map((it, at) => it * a + ground[at] * (1 - a));
    const parent = (it) => it.parentElement || it.getRootNode().host;
    const groundOf = (it) => {
        const layers = [];
        for (let up = it; up; up = parent(up)) {
            const colour = rgba(getComputedStyle(up).backgroundColor);
            if (colour[3] > 0) layers.push(colour);
            if (colour[3] === 1) break;
        }
        return layers.reduceRight((ground, layer) => over(layer, ground), [255, 255, 255]);
    };
    const luminance = (colour) => {
        const [r, g, b] = colour.map((it) => it / 255).map((it) => it <= 0.04045 ? it / 12.92 : ((it + 0.055) / 1.055) ** 2.4);
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const contrast = (colour, ground) => {
        const [light, dark] = [luminance(over(colour, ground)), luminance(ground)].sort((a, b) => b - a);
        return (light + 0.05) / (dark + 0.05);
    };
";

impl Page<'_> {
    /// What axe-core finds against WCAG 2.2 AA in the widget, one line for each rule
    /// and element.
    pub async fn barriers(&self) -> Result<Vec<String>> {
        self.barriers_in(json!(self.host)).await
    }

    /// The same in a part of the page, which is a context of axe-core's.
    pub async fn barriers_in(&self, context: serde_json::Value) -> Result<Vec<String>> {
        self.settle().await?;
        // As a script of the page's own: what WebDriver runs is many times
        // slower in Firefox.
        let file = std::env::var("BACKSTORY_AXE")
            .map_err(|_| "BACKSTORY_AXE is not set: run `cargo xtask test`")?;
        let script = [&*std::fs::read_to_string(file)?, AUDIT].join(";\n");
        let script = Resource::new("text/javascript", script);
        self.server.put("/__audit.js", script);
        let load = "if (window.__audit) return true;
            const script = document.createElement('script');
            script.src = '/__audit.js';
            document.head.append(script);
            return new Promise((done) => { script.onload = () => done(true); });";
        self.script(load, vec![]).await?;
        let found = self
            .script("return window.__audit(arguments[0]);", vec![context])
            .await?;
        Ok(serde_json::from_value(found)?)
    }

    /// Waits until nothing moves any more.
    pub async fn settle(&self) -> Result<()> {
        let script = "if (!root) return 0;
            const frame = () => new Promise((done) => requestAnimationFrame(done));
            const places = () => [...root.querySelectorAll('.event__open, .entry, .axis__minor, .popover__panel, td')]
                .reduce((sum, it) => { const box = it.getBoundingClientRect(); return sum + box.left + box.top + box.width; }, 0);
            return (async () => {
                await Promise.all(root.getAnimations().map((it) => it.finished.catch(() => {})));
                for (let still = 0, last = NaN, frames = 0; still < 4 && frames < 200; frames++) {
                    await frame();
                    const now = places();
                    still = now === last ? still + 1 : 0;
                    last = now;
                }
                return 0;
            })();";
        self.ask(script, "").await?;
        Ok(())
    }

    /// What a reader cannot read whole: text that is cut off, or sticks out of
    /// the widget, one line an element.
    pub async fn cut_off(&self) -> Result<Vec<String>> {
        self.settle().await?;
        let script = "const place = host.getBoundingClientRect();
            const found = [];
            const parent = (it) => it.parentElement;
            const style = (it) => getComputedStyle(it);
            const clips = (it, axis) => /hidden|clip/.test(style(it)['overflow' + axis]);
            const scrolls = (it) => /auto|scroll/.test(style(it).overflowX);
            const ways = (it, holds) => { const ways = []; for (let up = parent(it); up; up = parent(up)) { ways.push(up); if (holds(up)) break; } return ways; };
            for (const it of root.querySelectorAll('.backstory *')) {
                const text = [...it.childNodes].filter((node) => node.nodeType === 3).map((node) => node.data.trim()).join('');
                const box = it.getBoundingClientRect();
                if (!text || box.width < 2 || box.height < 2 || style(it).visibility === 'hidden') continue;
                const above = ways(it, () => false);
                // For screen readers alone, or a picture whose dots are told elsewhere.
                if ([it, ...above].some((up) => style(up).clipPath.startsWith('inset(50%') || style(up).position === 'absolute' && up.offsetWidth <= 1) || it.closest('svg')) continue;
                const name = `${it.localName}.${it.className} ‘${text.slice(0, 40)}’`;
                // What has been moved out of the timeline's window is not to be read.
                const label = it.closest('.event__open');
                if (label && [label, parent(label)].reduce((x, up) => x + parseFloat(up.style.marginInlineStart), 0) < 0) continue;
                // Cut with an ellipsis by what says it whole.
                const told = it.closest('[title]');
                const holders = told ? above.slice(above.indexOf(told) + 1) : above;
                if (!told && style(it).display !== 'inline' && !scrolls(it) && it.scrollWidth > it.clientWidth + 1) found.push(`runs over: ${name}`);
                const least = told ? told.getBoundingClientRect() : box;
                if (above.some(scrolls)) continue;
                const over = Math.round(Math.max(least.right - place.right, place.left - least.left));
                if (over > 1) found.push(`sticks out by ${over}: ${name}`);
                for (const up of holders) {
                    const edge = up.getBoundingClientRect();
                    if (clips(up, 'X') && Math.max(least.right - edge.right, edge.left - least.left) > 1.5) found.push(`cut: ${name}`);
                    if (clips(up, 'Y') && !up.matches('.timeline__frame') && Math.max(least.bottom - edge.bottom, edge.top - least.top) > 2) found.push(`cut below: ${name}`);
                }
            }
            if (document.scrollingElement.scrollWidth > document.scrollingElement.clientWidth + 1)
                found.push('the page scrolls sideways');
            return [...new Set(found)];";
        Ok(serde_json::from_value(self.ask(script, "").await?)?)
    }

    /// The texts that are told from their ground by less than a ratio, one line
    /// an element; what cannot be pressed is left out, as WCAG does.
    pub async fn weaker_than(&self, ratio: f64) -> Result<Vec<String>> {
        self.settle().await?;
        let script = format!(
            "{COLOURS}
            const found = [];
            for (const it of root.querySelectorAll('.backstory *')) {{
                const text = [...it.childNodes].filter((node) => node.nodeType === 3).map((node) => node.data.trim()).join('');
                const box = it.getBoundingClientRect();
                if (!text || box.width < 2 || box.height < 2) continue;
                if (it.closest('.visually-hidden, :disabled, [aria-disabled=true], option')) continue;
                const style = getComputedStyle(it);
                const colour = [...rgba(it.closest('svg') ? style.fill : style.color)];
                for (let up = it; up; up = up.parentElement) colour[3] *= parseFloat(getComputedStyle(up).opacity);
                const found_ratio = contrast(colour, groundOf(it));
                if (found_ratio < {ratio}) found.push(`${{it.localName}}.${{it.getAttribute('class')}} ‘${{text.slice(0, 30)}}’ ${{found_ratio.toFixed(2)}}`);
            }}
            return [...new Set(found)];"
        );
        Ok(serde_json::from_value(self.ask(&script, "").await?)?)
    }

    /// How a colour of the first of some elements is told from its ground.
    pub async fn contrast(&self, selector: &str, property: &str) -> Result<f64> {
        let script = format!(
            "{COLOURS}
            const it = root.querySelector(selector);
            return contrast(rgba(getComputedStyle(it).getPropertyValue('{property}')), groundOf(it));"
        );
        let found = self.ask(&script, selector).await?;
        found
            .as_f64()
            .ok_or_else(|| format!("{selector}: {found}").into())
    }

    /// The role and the name that a screen reader is given of an element.
    pub async fn role_and_name(&self, selector: &str) -> Result<(String, String)> {
        let element = self.element(selector).await?;
        self.browser
            .role_and_name(element.element_id().as_ref())
            .await
    }
}
