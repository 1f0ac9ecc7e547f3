//! A document of any number of records, for benches.

use backstory_core::dataset::{Dataset, Day, Loader, Progress};

const KINDS: [&str; 5] = ["military", "trade", "diplomatic", "legal", "political"];
const STANCES: [&str; 3] = ["cooperative", "neutral", "hostile"];
const VERBS: [&str; 4] = ["supplies", "trains", "accuses", "funds"];
const ACTORS: u64 = 400;

/// xorshift64: enough to mix the records.
pub struct Random(pub u64);

impl Random {
    pub fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % limit
    }

    pub fn pick<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words
            .get(usize::try_from(self.below(words.len() as u64)).unwrap_or(0))
            .copied()
            .unwrap_or_default()
    }
}

/// A document of so many relationships, each of a day of thirty years.
pub fn document(records: usize) -> String {
    let mut random = Random(42);
    let actors: Vec<String> = (0..ACTORS)
        .map(|n| format!(r#"{{"id":"a{n}","kind":"country","name":"Actor {n}"}}"#))
        .collect();
    let relationships: Vec<String> = (0..records)
        .map(|n| {
            let day = Day(7305 + i64::try_from(random.below(10_957)).unwrap_or(0));
            format!(
                concat!(
                    r#"{{"id":"r{}","subject":"a{}","predicate":"{}","object":"a{}","kind":"{}","#,
                    r#""stance":"{}","status":"stated","period":"{}","summary":"word{} word{}","#,
                    r#""evidence":[{{"paragraph":1,"start":"as it says"}}],"#,
                    r#""fields":{{"amount":{}}}}}"#
                ),
                n,
                random.below(ACTORS),
                random.pick(&VERBS),
                random.below(ACTORS),
                random.pick(&KINDS),
                random.pick(&STANCES),
                day,
                random.below(5000),
                random.below(5000),
                random.below(1_000_000),
            )
        })
        .collect();
    format!(
        concat!(
            r#"{{"format":"backstory/1","fields":[{{"id":"amount","of":"relationships","#,
            r#""name":"Amount","type":"number","unit":"EUR"}}],"entities":[{}],"events":[],"relationships":[{}]}}"#
        ),
        actors.join(","),
        relationships.join(",")
    )
}

/// The dataset of a document, read as it comes in.
pub fn load(document: &str) -> Dataset {
    let mut loader = Loader::default();
    for piece in document.as_bytes().chunks(1 << 16) {
        loader.push(piece);
        while loader.advance(500).expect("a dataset") == Progress::More {}
    }
    loader.end();
    while loader.advance(500).expect("a dataset") == Progress::More {}
    loader.finish().expect("a dataset").dataset
}
