//! The engine without a page, for `benches/peers/` to measure. No
//! published file has it.

use wasm_bindgen::prelude::wasm_bindgen;

use backstory_core::dataset::{Dataset, Day, Decoded, EventIx, Loader, Progress, RelationshipIx};
use backstory_core::query::{
    Count, Facet, FieldRange, Filter, Finite, Index, QuerySession, Selection,
};
use backstory_core::util::lowercase;

/// A dataset, and what is asked of it.
#[wasm_bindgen]
#[derive(Default)]
pub struct Engine {
    loader: Loader,
    ready: Option<(Dataset, Index)>,
    session: QuerySession,
    filter: Filter,
    selection: Option<Selection>,
}

#[wasm_bindgen]
impl Engine {
    /// Takes no data yet.
    #[wasm_bindgen(constructor)]
    #[must_use]
    pub fn new() -> Engine {
        lowercase::provide(|text| js_sys::JsString::from(text).to_lower_case().into());
        Engine::default()
    }

    /// Takes in the next bytes of the document.
    pub fn push(&mut self, bytes: &[u8]) {
        self.loader.push(bytes);
        while matches!(self.loader.advance(1000), Ok(Progress::More)) {}
    }

    /// Takes in no more; how many records could be read.
    pub fn finish(&mut self) -> u32 {
        let mut loader = std::mem::take(&mut self.loader);
        loader.end();
        while matches!(loader.advance(1000), Ok(Progress::More)) {}
        let Ok(Decoded { dataset, .. }) = loader.finish() else {
            return 0;
        };
        let index = Index::new(&dataset);
        let all = index.all().total();
        self.ready = Some((dataset, index));
        self.ask();
        all
    }

    /// Gets ready for words.
    pub fn prepare(&self) {
        if let Some((dataset, index)) = &self.ready {
            while !index.prepare(dataset, usize::MAX) {}
        }
    }

    /// Chooses a value or takes the choice back; how many records are left.
    pub fn toggle(&mut self, facet: &str, key: &str) -> u32 {
        if let Some(facet) = Facet::parse(facet) {
            self.filter.toggle(facet, key.into());
        }
        self.ask()
    }

    /// Asks for a range of days since 1970; how many records are left.
    pub fn range(&mut self, from: i32, to: i32) -> u32 {
        self.filter.range.from = Some(Day(from.into()));
        self.filter.range.to = Some(Day(to.into()));
        self.ask()
    }

    /// Asks for a range of a field's numbers; how many records are left.
    pub fn field_range(&mut self, id: &str, from: f64, to: f64) -> u32 {
        let ready = self.ready.as_ref();
        if let Some(field) = ready.and_then(|(dataset, _)| dataset.find_field(id)) {
            let range = FieldRange {
                from: Finite::new(from),
                to: Finite::new(to),
                with_none: false,
            };
            self.filter.ranges.set(field, Some(range));
        }
        self.ask()
    }

    /// Asks for words; how many records are left.
    pub fn search(&mut self, text: &str) -> u32 {
        self.filter.text = text.into();
        self.ask()
    }

    /// How many records are left.
    #[must_use]
    pub fn found(&self) -> u32 {
        let selection = self.selection.as_ref();
        selection.map_or(0, |selection| selection.found().total())
    }

    /// The positions of the records that are left, events before relationships.
    #[must_use]
    pub fn positions(&self) -> Vec<u32> {
        let Some((selection, (dataset, _))) = self.selection.as_ref().zip(self.ready.as_ref())
        else {
            return Vec::new();
        };
        let events = u32::try_from(dataset.events.len()).unwrap_or(u32::MAX);
        let of_events = selection.events().iter().map(|(EventIx(ix), _)| *ix);
        let rest = selection.relationships().iter();
        let rest = rest.map(|(RelationshipIx(ix), _)| events + ix);
        of_events.chain(rest).collect()
    }

    /// The ids of the first relationships that are left.
    #[must_use]
    pub fn first(&self, most: usize) -> Vec<String> {
        let Some((selection, (dataset, _))) = self.selection.as_ref().zip(self.ready.as_ref())
        else {
            return Vec::new();
        };
        let rows = selection.relationships().iter().take(most);
        rows.filter_map(|(ix, _)| Some(dataset.relationship(*ix)?.id.to_string()))
            .collect()
    }

    /// The values of a facet.
    #[must_use]
    pub fn keys(&self, facet: &str) -> Vec<String> {
        let ready = self.ready.as_ref().zip(Facet::parse(facet));
        let values = ready.map(|((_, index), facet)| index.values(facet));
        let values = values.unwrap_or_default().iter();
        values.map(|value| value.key.to_string()).collect()
    }

    /// What choosing each value of a facet would leave.
    #[must_use]
    pub fn counts(&self, facet: &str) -> Vec<u32> {
        let selection = self.selection.as_ref().zip(Facet::parse(facet));
        let counts = selection.map(|(selection, facet)| selection.counts.of(facet));
        let counts = counts.unwrap_or_default().iter().copied();
        counts.map(Count::total).collect()
    }

    fn ask(&mut self) -> u32 {
        if let Some((dataset, index)) = &self.ready {
            self.selection = Some(self.session.run(index, dataset, &self.filter));
        }
        self.found()
    }
}
