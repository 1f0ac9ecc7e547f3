//! One target under libFuzzer: the one that `BACKSTORY_FUZZ_TARGET` names.

#![no_main]

use std::sync::OnceLock;
use std::time::Duration;

use backstory_fuzz::{FuzzTarget, find};
use cpu_time::ThreadTime;
use libfuzzer_sys::fuzz_target;

/// The most that one input may take, of the processor's time: others may be at work.
const MOST_PER_INPUT: Duration = Duration::from_secs(1);

static TARGET: OnceLock<&FuzzTarget> = OnceLock::new();

fn target() -> &'static FuzzTarget {
    TARGET.get_or_init(|| {
        let name = std::env::var("BACKSTORY_FUZZ_TARGET").unwrap_or_default();
        find(&name).unwrap_or_else(|| panic!("BACKSTORY_FUZZ_TARGET is {name:?}, not a target"))
    })
}

fuzz_target!(init: { target(); }, |bytes: &[u8]| {
    let start = ThreadTime::now();
    (target().run)(bytes);
    let taken = start.elapsed();
    assert!(taken < MOST_PER_INPUT, "it took {taken:?}");
});
