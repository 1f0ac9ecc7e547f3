//! The lines of a long list that are in the document: those in sight, and a few
//! more.

use std::any::Any;
use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, HtmlElement, ResizeObserver};
use yew::prelude::*;

use crate::ui::measure::next_frame;
use backstory_core::table::{Heights, ScrollMapping, Slice, placed, slice};
use backstory_core::util::format::tenths;

/// Up to so many records stand whole in the page, where the browser's own search
/// finds them, and nothing scrolls within the article.
pub(crate) const MAX_WHOLE_RECORDS: usize = 100;

/// How much of the lines is taken to be seen before it is measured, in pixels.
const ASSUMED_VIEW_PX: f64 = 600.0;

/// What the lines of a list are like.
pub(crate) struct LineKind {
    /// How tall a line is taken to be before it is measured, in pixels.
    pub assumed_px: f64,
    /// How many lines beyond what is seen are in the document, on either side.
    pub overscan: usize,
    /// How much at the top is covered by a heading that sticks there, in pixels.
    pub covered_px: f64,
    /// How tall the lines in the document are, one by one.
    pub measure: fn(&Element) -> Vec<f64>,
}

/// The lines of a list.
#[derive(Clone)]
pub(crate) struct LineSet {
    /// What holds them, which is another object where any line is another one.
    pub holder: Rc<dyn Any>,
    /// Where their rows are: the same where a group was only closed or opened.
    pub rows: *const (),
    /// How many lines there are.
    pub count: usize,
}

impl LineSet {
    fn is(&self, other: &Self) -> bool {
        let address = |it: &Self| Rc::as_ptr(&it.holder).cast::<()>();
        std::ptr::eq(address(self), address(other))
    }
}

/// The window into a long list.
#[derive(Clone)]
pub(crate) struct ListWindow {
    scroller: NodeRef,
    body: NodeRef,
    kind: &'static LineKind,
    /// How many lines there are, where all of them are in the document.
    whole: Option<usize>,
    long: Rc<RefCell<Long>>,
    redraw: UseForceUpdateHandle,
}

/// What is known of the lines, and which of them are in the document. It is no
/// state of Yew's: most scrolling changes nothing that is rendered.
struct Long {
    lines: Option<LineSet>,
    overscan: usize,
    heights: Heights,
    view: f64,
    scrolled: f64,
    slice: Slice,
    /// The line that has the focus, if it comes to it.
    focused: usize,
    /// Whether the scroller is still to be told of `scrolled`.
    is_moved: bool,
    /// Whether what is not measured was taken to be as tall as a guess says.
    is_guessed: bool,
}

impl Long {
    fn track(&self) -> ScrollMapping {
        ScrollMapping {
            total: self.heights.total(),
            view: self.view,
        }
    }

    /// How tall a line is on average.
    fn each(&self, assumed: f64) -> f64 {
        match self.heights.len() {
            0 => assumed,
            count => self.heights.total() / count as f64,
        }
    }

    /// Takes the lines that are not in the document to be as tall as those are
    /// that are: the scroll bar is right from the first look on.
    fn guess_heights(&mut self, measured: &[f64]) {
        if measured.is_empty() || !std::mem::take(&mut self.is_guessed) {
            return;
        }
        let each = measured.iter().sum::<f64>() / measured.len() as f64;
        let offset = self.track().offset(self.scrolled);
        let first = self.heights.line_at(offset);
        let within = offset - self.heights.above(first);
        self.heights = Heights::new(self.heights.len(), each);
        let scrolled = self.track().scrolled(self.heights.above(first) + within);
        self.is_moved |= scrolled != self.scrolled;
        self.scrolled = scrolled;
    }

    fn sliced(&self) -> Slice {
        slice(&self.heights, self.view, self.scrolled, self.overscan)
    }

    /// Takes other lines in. Where the rows are the same ones (a group was
    /// closed or opened), the reader stays where they are.
    fn take(&mut self, lines: &LineSet, assumed: f64) {
        let known = self.lines.replace(lines.clone());
        if known.as_ref().is_some_and(|known| known.is(lines)) {
            return;
        }
        self.heights = Heights::new(lines.count, self.each(assumed));
        self.is_guessed = true;
        if !known.is_some_and(|known| std::ptr::eq(known.rows, lines.rows)) {
            self.scrolled = 0.0;
            self.is_moved = true;
        }
        self.slice = self.sliced();
    }
}

/// The window into `lines`: `scroller` scrolls, and `body` holds the lines that
/// are in the document. Where the list `is_long` not, all of them are.
#[hook]
pub(crate) fn use_window(
    scroller: &NodeRef,
    body: &NodeRef,
    kind: &'static LineKind,
    lines: &LineSet,
    focused: usize,
    is_long: bool,
) -> ListWindow {
    let window = ListWindow {
        scroller: scroller.clone(),
        body: body.clone(),
        kind,
        whole: (!is_long).then_some(lines.count),
        long: use_mut_ref(|| Long {
            lines: None,
            overscan: kind.overscan,
            heights: Heights::new(0, kind.assumed_px),
            view: ASSUMED_VIEW_PX,
            scrolled: 0.0,
            slice: Slice {
                lines: 0..0,
                before: 0.0,
                after: 0.0,
            },
            focused: 0,
            is_moved: false,
            is_guessed: true,
        }),
        redraw: use_force_update(),
    };
    {
        let mut long = window.long.borrow_mut();
        long.focused = focused;
        if is_long {
            long.take(lines, kind.assumed_px);
        }
    }
    {
        let window = window.clone();
        use_effect_with(is_long, move |is_long| {
            let listening = is_long.then(|| window.listen()).flatten();
            move || drop(listening)
        });
    }
    {
        let window = window.clone();
        use_effect(move || {
            if is_long {
                window.measure();
            }
        });
    }
    window
}

/// A scroller that is listened to, until it is dropped.
struct Listening {
    scroller: HtmlElement,
    scrolled: Closure<dyn FnMut()>,
    observer: ResizeObserver,
    _resized: Closure<dyn FnMut()>,
}

impl Drop for Listening {
    fn drop(&mut self) {
        self.observer.disconnect();
        let listener = self.scrolled.as_ref().unchecked_ref();
        let _ = self
            .scroller
            .remove_event_listener_with_callback("scroll", listener);
    }
}

impl ListWindow {
    /// What is to be in the document.
    pub fn slice(&self) -> Slice {
        match self.whole {
            Some(count) => Slice {
                lines: 0..count,
                before: 0.0,
                after: 0.0,
            },
            None => self.long.borrow().slice.clone(),
        }
    }

    /// How many lines are seen at once, about.
    pub fn page(&self) -> usize {
        let long = self.long.borrow();
        let offset = long.track().offset(long.scrolled);
        let first = long.heights.line_at(offset);
        let last = long.heights.line_at(offset + long.view);
        last.saturating_sub(first + 1).max(1)
    }

    /// Scrolls so far that a line is in sight.
    pub fn reveal(&self, line: usize) {
        let mut long = self.long.borrow_mut();
        let track = long.track();
        let offset = track.offset(long.scrolled);
        let (top, end) = (long.heights.above(line), long.heights.above(line + 1));
        let top = (top - self.kind.covered_px).max(0.0);
        let offset = if top < offset {
            top
        } else if end > offset + long.view {
            end - long.view
        } else {
            return;
        };
        long.scrolled = track.scrolled(offset).round();
        long.is_moved = true;
        long.slice = long.sliced();
        self.place(&long.slice);
        drop(long);
        self.redraw.force_update();
    }

    /// Listens to scrolling, which browsers tell once a frame, and to a change
    /// of size.
    fn listen(&self) -> Option<Listening> {
        let scroller = self.scroller.cast::<HtmlElement>()?;
        let scrolled = {
            let window = self.clone();
            Closure::<dyn FnMut()>::new(move || window.scrolled())
        };
        let resized = {
            let window = self.clone();
            Closure::<dyn FnMut()>::new(move || {
                let window = window.clone();
                next_frame(move || {
                    // Other widths, other heights.
                    window.long.borrow_mut().is_guessed = true;
                    window.measure();
                });
            })
        };
        let observer = ResizeObserver::new(resized.as_ref().unchecked_ref()).ok()?;
        observer.observe(&scroller);
        scroller
            .add_event_listener_with_callback("scroll", scrolled.as_ref().unchecked_ref())
            .ok()?;
        Some(Listening {
            scroller,
            scrolled,
            observer,
            _resized: resized,
        })
    }

    fn scrolled(&self) {
        if let Some(scroller) = self.scroller.cast::<Element>() {
            self.long.borrow_mut().scrolled = f64::from(scroller.scroll_top());
            self.renew();
        }
    }

    /// Renders anew if other lines are to be in the document.
    fn renew(&self) {
        let mut long = self.long.borrow_mut();
        let slice = long.sliced();
        if slice == long.slice {
            return;
        }
        let leaves =
            long.slice.lines.contains(&long.focused) && !slice.lines.contains(&long.focused);
        long.slice = slice;
        self.place(&long.slice);
        drop(long);
        if leaves {
            self.keep_focus();
        }
        self.redraw.force_update();
    }

    /// A cell that leaves the document would take the focus with it, and the
    /// next key would move the page: the scroller holds it instead.
    fn keep_focus(&self) {
        let has_focus = self
            .body
            .cast::<Element>()
            .is_some_and(|body| body.matches(":focus-within").unwrap_or_default());
        if let Some(scroller) = self.scroller.cast::<HtmlElement>().filter(|_| has_focus) {
            let _ = scroller.focus();
        }
    }

    /// Gives the room around the lines its height, before the lines themselves
    /// are exchanged: with the room of others around them, the content may be too
    /// short for where the reader is, and the browser would scroll back.
    fn place(&self, slice: &Slice) {
        if let Some(body) = self.body.cast::<Element>() {
            tall(body.previous_element_sibling(), slice.before);
            tall(body.next_element_sibling(), slice.after);
        }
    }

    /// Puts the room before and after the lines in its place, and takes in how
    /// tall the lines turn out to be.
    fn measure(&self) {
        let (Some(scroller), Some(body)) =
            (self.scroller.cast::<Element>(), self.body.cast::<Element>())
        else {
            return;
        };
        self.place(&self.long.borrow().slice);
        let measured = (self.kind.measure)(&body);
        let mut long = self.long.borrow_mut();
        let heads = scroller.query_selector("thead").ok().flatten();
        let heads = heads.map_or(0.0, |heads| heads.get_bounding_client_rect().height());
        long.view = (f64::from(scroller.client_height()) - heads).max(self.kind.assumed_px);

        long.guess_heights(&measured);
        let is_exact = long.track().length() >= long.heights.total();
        let first = long.heights.line_at(long.track().offset(long.scrolled));
        let mut grown_above = 0.0;
        for (line, height) in (long.slice.lines.start..).zip(measured) {
            let grown = long.heights.set(line, height);
            if line < first {
                grown_above += grown;
            }
        }
        // What turned out taller above what is seen would push it down.
        if is_exact && grown_above != 0.0 {
            long.scrolled += grown_above;
            long.is_moved = true;
        }
        let lines = long.slice.lines.clone();
        long.slice = placed(&long.heights, long.view, long.scrolled, lines);
        self.place(&long.slice);
        if std::mem::take(&mut long.is_moved) {
            scroller.set_scroll_top(long.scrolled.round() as i32);
        }
        drop(long);
        self.renew();
    }
}

/// Gives the empty room of a list its height; a table's is a row in it.
fn tall(part: Option<Element>, height: f64) {
    let row = part.and_then(|part| part.first_element_child().or(Some(part)));
    if let Some(row) = row.and_then(|row| row.dyn_into::<HtmlElement>().ok()) {
        let height = [&*tenths(height), "px"].concat();
        // A style that can be written does not refuse a length.
        let _ = row.style().set_property("--tall", &height);
    }
}
