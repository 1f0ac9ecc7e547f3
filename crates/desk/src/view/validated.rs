//! The validation of what is open, which waits for a pause where it takes long.

use std::rc::Rc;

use gloo_timers::callback::Timeout;
use yew::prelude::*;

use super::super::edit::{Value, len};
use super::super::validate::Validation;
use super::super::work::{History, Work};
use backstory_core::dataset::RecordType;
use backstory_core::util::ptr_eq::PtrEq;

/// From how many records on a key does not wait for the validation.
const MANY_RECORDS: usize = 1_000;

/// How long a pause is, in milliseconds.
const PAUSE_MS: u32 = 600;

/// What was validated last.
struct Validated {
    parts: (PtrEq<Value>, PtrEq<str>),
    counts: [usize; 3],
    validation: PtrEq<Validation>,
}

impl Validated {
    fn of(work: &Work) -> Self {
        Self {
            parts: work.parts(),
            counts: counts(work),
            validation: PtrEq(Rc::new(Validation::of(work))),
        }
    }
}

/// How many records each list has.
fn counts(work: &Work) -> [usize; 3] {
    RecordType::ALL.map(|it| len(&work.document, it.list()))
}

/// Whether there are so many records that what looks at all of them waits for a pause.
pub fn is_large(work: &Work) -> bool {
    counts(work).iter().sum::<usize>() > MANY_RECORDS
}

/// The validation of the work as it is now; of one with very many records, as it was before the
/// last keys. Records that come, go or move are never waited for: paths are of what is there.
#[hook]
pub fn use_validation(history: &UseReducerHandle<History>) -> PtrEq<Validation> {
    let kept = use_mut_ref(|| None::<Validated>);
    let update = use_force_update();
    let work = history.now();
    let is_late = {
        let mut kept = kept.borrow_mut();
        let is_now = |it: &Validated| it.parts == work.parts();
        let may_wait = |it: &Validated| is_large(work) && it.counts == counts(work);
        match &*kept {
            Some(it) if is_now(it) => false,
            Some(it) if may_wait(it) => true,
            _ => {
                *kept = Some(Validated::of(work));
                false
            }
        }
    };
    {
        let (history, kept) = (history.clone(), kept.clone());
        use_effect_with((work.parts(), is_late), move |(_, is_late)| {
            let timer = is_late.then(|| {
                Timeout::new(PAUSE_MS, move || {
                    *kept.borrow_mut() = Some(Validated::of(history.now()));
                    update.force_update();
                })
            });
            move || drop(timer)
        });
    }
    let kept = kept.borrow();
    match &*kept {
        Some(it) => it.validation.clone(),
        None => PtrEq(Rc::new(Validation::of(work))),
    }
}
